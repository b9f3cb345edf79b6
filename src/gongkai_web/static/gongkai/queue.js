// Files that wait to be read: asks how far they are until there is an outcome.

const MOST_FAILURES = 5;
const SCRIPT = { "X-Requested-With": "fetch" };

const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

// The page's part that stands at this address once nothing waits there any more. `onState` is shown the queue meanwhile.
export async function outcomeOf(content, address, onState) {
  let latest = content;
  let failures = 0;
  for (;;) {
    const queue = latest.querySelector("[data-queue]");
    if (!queue) return latest;
    onState(queue);
    await pause(Number(queue.dataset.pause));
    try {
      latest = await ask(address);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === MOST_FAILURES) throw error;
    }
  }
}

async function ask(address) {
  const answer = await fetch(address, { headers: SCRIPT });
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content;
}

// Out of the queue and off the server.
export function drop(address, token) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token);
  body.append("drop", "all");
  return fetch(address, { method: "POST", body, headers: SCRIPT }).catch(() => {});
}

// What a queue says of its file at this place in the list is put into the row.
export function showState(row, queue, at = 0) {
  const [how, fresh] = [row.querySelector("[data-how]"), queue.querySelectorAll("[data-how]")[at]];
  if (fresh && how.innerHTML !== fresh.innerHTML) how.innerHTML = fresh.innerHTML;
}

export function setUpQueue() {
  const form = document.querySelector("[data-queue]");
  if (!form) return;
  const address = form.getAttribute("action");
  outcomeOf(document, address, (queue) => refresh(form, queue)).then(
    () => window.location.replace(address),
    () => window.location.reload(),
  );
}

function refresh(form, queue) {
  form.dataset.pause = queue.dataset.pause;
  const [old, fresh] = [form, queue].map((part) => part.querySelector("[data-nobody-reads]"));
  if (fresh && !old) form.prepend(fresh.cloneNode(true));
  if (!fresh) old?.remove();
  [...form.querySelectorAll(".file")].forEach((row, i) => {
    showState(row, queue, i);
    if (!queue.querySelectorAll(".file")[i]?.querySelector("[name=drop]")) row.querySelector("[name=drop]")?.remove();
  });
}
