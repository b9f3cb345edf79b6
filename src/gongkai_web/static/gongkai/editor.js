// Rich text: the editor is only fetched by a page that has something to write in it.

export async function setUpEditors() {
  const places = document.querySelectorAll("textarea[data-editor]");
  const tools = document.querySelector("template[data-editor-tools]");
  if (!places.length || !tools) return;
  const { open } = await import("./vendor/editor.js");
  for (const place of places) open(place, tools);
}
