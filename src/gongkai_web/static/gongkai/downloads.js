// A download that cannot be given says why on the page, and nothing on the page is lost by it.
import { problemIn, showProblem } from "./problems.js";

const NAME = /filename\*=UTF-8''([^;]+)/;

// Sends the form for a file; true if a file came.
export async function saveFrom(form, button) {
  const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form, button) });
  const name = NAME.exec(answer.headers.get("Content-Disposition") || "");
  if (answer.ok && name) {
    give(await answer.blob(), decodeURIComponent(name[1]));
    showProblem(form, "", button);
    return true;
  }
  const page = document.createElement("template");
  page.innerHTML = await answer.text();
  showProblem(form, problemIn(page.content), button);
  return false;
}

function give(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
