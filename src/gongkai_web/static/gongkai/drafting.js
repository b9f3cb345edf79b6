// The editor of an item and the settings of publishing; every page works without this.

const form = document.querySelector("form[data-autosave]") || document.querySelector("#edit");
if (form) {
  setUpCategories(form);
  setUpSummary(form);
  setUpFiles(form);
  if (form.dataset.autosave) setUpAutosave(form, Number(form.dataset.autosave) * 1000);
}
const practice = document.querySelector("[data-practice]");
if (practice) setUpNextNumber(practice);

// What was typed is sent by itself, after a pause; of somebody else's save it is only told, nothing is overwritten.
function setUpAutosave(form, wait) {
  const said = form.querySelector("[data-said]");
  let changed = false;
  let stopped = false;
  let timer = 0;
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", () => {
    stopped = true;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });

  function note(event) {
    if (event.target.type === "file") return;
    changed = true;
    if (!timer) timer = setTimeout(save, wait);
  }

  async function save() {
    clearTimeout(timer);
    timer = 0;
    if (!changed || stopped) return;
    changed = false;
    const sent = new FormData(form);
    for (const name of ["attach_file", "word_file", "main_file"]) sent.delete(name);
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST",
        body: sent,
        headers: { "X-Autosave": "1" },
        keepalive: document.hidden && String(form.elements.body?.value || "").length < 20000,
      });
      const told = await answer.json();
      tell(told.said, answer.ok ? "kept" : "behind");
      if (answer.ok) form.querySelector("[data-lock]").value = told.lock;
      if (answer.status === 409) stopped = true;
    } catch {
      changed = true;
      timer = setTimeout(save, wait);
      tell(said.dataset.away, "behind");
    }
  }

  function tell(words, state) {
    said.textContent = words;
    said.dataset.state = state;
  }
}

// A column brings the categories that are usual in it, as long as nobody has chosen others.
function setUpCategories(form) {
  const column = form.elements.column;
  const boxes = [...form.querySelectorAll("input[name=categories]")];
  const counted = form.querySelector("[data-chosen]");
  let own = usual();
  column?.addEventListener("change", () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    if (chosen.length === 0 || chosen.every((value) => own.includes(value))) {
      own = usual();
      for (const box of boxes) box.checked = own.includes(box.value);
    }
    own = usual();
    count();
  });
  for (const box of boxes) box.addEventListener("change", count);

  function usual() {
    return (column?.selectedOptions[0]?.dataset.categories || "").split(" ").filter(Boolean);
  }

  function count() {
    const words = counted.textContent;
    counted.textContent = words.replace(/\d+/, boxes.filter((box) => box.checked).length);
  }
}

function setUpSummary(form) {
  const summary = form.elements.summary;
  const limit = Number(summary?.dataset.limit);
  if (!limit) return;
  const counter = document.createElement("p");
  counter.className = "small";
  counter.setAttribute("aria-live", "polite");
  summary.after(counter);
  summary.addEventListener("input", count);
  count();

  function count() {
    counter.textContent = `${summary.value.length} / ${limit}`;
    counter.classList.toggle("late", summary.value.length > limit);
  }
}

// Files go up while one writes; the list is the server's.
function setUpFiles(form) {
  const list = form.querySelector("[data-files]");
  const button = form.querySelector("[data-attach]");
  const input = form.elements.attach_file;
  if (!list || !button || !input) return;
  const progress = form.querySelector("[data-progress]");
  const problem = form.querySelector("[data-attach-error]");
  button.addEventListener("click", (event) => {
    if (input.files.length) {
      event.preventDefault();
      send();
    }
  });
  input.addEventListener("change", () => {
    if (input.files.length) send();
  });

  function send() {
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.append("lock", form.querySelector("[data-lock]").value);
    for (const file of input.files) sent.append("attach_file", file);
    const request = new XMLHttpRequest();
    request.open("POST", list.dataset.files);
    request.upload.addEventListener("progress", (event) => {
      progress.hidden = false;
      progress.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    });
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => fail(problem.dataset.away));
    button.disabled = true;
    problem.hidden = true;
    request.send(sent);
  }

  function done(request) {
    let told = {};
    try {
      told = JSON.parse(request.responseText);
    } catch {
      return fail(problem.dataset.away);
    }
    if (request.status !== 200) return fail(told.said);
    list.innerHTML = told.files;
    form.querySelector("[data-lock]").value = told.lock;
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    rest();
  }

  function fail(words) {
    problem.textContent = words;
    problem.hidden = false;
    rest();
  }

  function rest() {
    progress.hidden = true;
    button.disabled = false;
  }
}

// What the next number would be, while one types the pattern.
function setUpNextNumber(form) {
  const line = form.querySelector("[data-next]");
  const number = form.querySelector("[data-next-number]");
  form.querySelector("[data-without-script]").hidden = true;
  let timer = 0;
  for (const name of ["index_pattern", "index_organ_code"]) {
    form.elements[name].addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 300);
    });
  }

  async function ask() {
    const asked = new URLSearchParams({
      pattern: form.elements.index_pattern.value,
      code: form.elements.index_organ_code.value,
    });
    const answer = await fetch(`${form.dataset.practice}?${asked}`);
    if (!answer.ok) return;
    const told = await answer.json();
    number.textContent = told.number || told.error;
    line.dataset.state = told.number ? "right" : "wrong";
  }
}
