// What went wrong, in the server's words, where the person is looking.

// The sentences of an error in a fragment or a whole error page.
export function problemIn(content) {
  const parts = [...content.querySelectorAll("[data-problem]")].map((part) => part.textContent.trim());
  const page = [...content.querySelectorAll("main h1, main .lead")].map((part) => part.textContent.trim());
  return (parts.length ? parts : page).join("。");
}

// At the button that was pressed if that is known, else on top of the report. What a button said stays until a button
// says something else: the checking that goes on beside must not take it away.
export function showProblem(form, text, button) {
  const by = button ? "button" : "page";
  form.querySelector(`.notice--error[data-said="${by}"]`)?.remove();
  if (!text) return;
  const notice = document.createElement("div");
  notice.className = "notice notice--error";
  notice.setAttribute("role", "alert");
  notice.dataset.said = by;
  const words = document.createElement("p");
  words.className = "notice__title";
  words.textContent = text;
  notice.append(words);
  const near = button?.closest(".drop__row, .tools");
  if (near) near.after(notice);
  else form.querySelector(".bench__head").append(notice);
  notice.scrollIntoView({ block: "nearest" });
}
