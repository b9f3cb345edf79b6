// Several pictures may be the pages of one report: whoever chooses them is asked.

const PICTURE = /\.(jpe?g|png)$/i;
const byName = new Intl.Collator("zh", { numeric: true });

// The files in groups, each to be read as one; null where the person thought better of it.
export async function grouped(files) {
  const pictures = files.filter((file) => PICTURE.test(file.name));
  if (pictures.length < 2) return files.map((file) => [file]);
  pictures.sort((one, other) => byName.compare(one.name, other.name));
  const answer = await ask(pictures.map((file) => file.name));
  if (!answer) return null;
  if (answer === "apart") return files.map((file) => [file]);
  return [pictures, ...files.filter((file) => !pictures.includes(file)).map((file) => [file])];
}

function ask(names) {
  const dialog = document.getElementById("join-pages");
  const list = dialog.querySelector("[data-names]");
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}
