// What was typed into a long text and is not saved yet is not left behind without being asked.

const OWN_WAY = "[data-autosave], [data-desk], [data-redact-form]";

export function setUpLeaving() {
  const forms = [...document.querySelectorAll("form[method=post]:has(textarea)")].filter((form) => !form.matches(OWN_WAY));
  if (!forms.length) return;
  // A page that refuses shows what was typed as if it had been there before.
  const refused = (performance.getEntriesByType("navigation")[0]?.responseStatus || 0) >= 400;
  const typed = new Set(refused ? forms : []);
  let left = null;

  document.addEventListener("input", (event) => {
    left = null;
    if (isText(event.target)) typed.add(event.target.closest("form"));
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) left = event.target;
  });
  // “不保存” beside the button has said it already.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("form .acts a");
    if (link) left = link.closest("form");
  });
  window.addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form !== left && typed.has(form) && isUnsaved(form, refused))) event.preventDefault();
  });
}

function isText(target) {
  return target.matches("textarea") || target.isContentEditable;
}

function isUnsaved(form, refused) {
  const texts = [...form.querySelectorAll("textarea")];
  return texts.some((text) => text.value !== text.defaultValue || (refused && text.value.trim()));
}
