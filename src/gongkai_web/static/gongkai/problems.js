// What went wrong, in the server's words, where the person is looking.

// The sentences of an error in a fragment or a whole error page.
export function problemIn(content) {
  const parts = [...content.querySelectorAll("[data-problem]")].map((part) => part.textContent.trim());
  const page = [...content.querySelectorAll("main h1, main .lead")].map((part) => part.textContent.trim());
  return (parts.length ? parts : page).join("。");
}

// At the button that was pressed if that is known, else on top of the report.
export function showProblem(form, text, button) {
  form.querySelector(".notice--error[data-said]")?.remove();
  if (!text) return;
  const notice = document.createElement("div");
  notice.className = "notice notice--error";
  notice.setAttribute("role", "alert");
  notice.dataset.said = "";
  const words = document.createElement("p");
  words.className = "notice__title";
  words.textContent = text;
  notice.append(words);
  const near = button?.closest(".drop__row, .tools");
  if (near) near.after(notice);
  else form.querySelector(".bench__head").append(notice);
  notice.scrollIntoView({ block: "nearest" });
}
