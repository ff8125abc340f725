/* The article page, where scripts run: the look is remembered, n and p step through hits, selected words are copied as
   a quotation, references have a button to copy them, and articles like this one come when a reader is near. Without
   it every link leads to a page that does the same. */
"use strict";

const look = { type: "serif", alone: "", keys: "yes" };
for (const name in look) {
  // Before anything is drawn, so that the text does not jump.
  try { look[name] = localStorage.getItem(`pressmark-${name}`) ?? look[name]; } catch { /* kept by nobody */ }
  document.documentElement.dataset[name] = look[name];
}

addEventListener("DOMContentLoaded", () => {
  chooseLook();
  stepThroughHits();
  quoteSelection();
  for (const box of document.querySelectorAll(".copyable")) copyable(box);
  const like = document.querySelector("#like a");
  if (like) new IntersectionObserver((seen, watcher) => {
    if (seen.some((one) => one.isIntersecting)) { watcher.disconnect(); bringLikes(like); }
  }).observe(like);
});

function chooseLook() {
  for (const input of document.querySelectorAll(".look input, .steps input")) {
    input.checked = input.type === "radio" ? look.type === input.value : Boolean(look[input.name]);
    input.addEventListener("change", () => {
      const value = input.type === "radio" ? input.value : input.checked ? "yes" : "";
      document.documentElement.dataset[input.name] = value;
      try { localStorage.setItem(`pressmark-${input.name}`, value); } catch { /* kept by nobody */ }
    });
  }
}

function stepThroughHits() {
  const hits = [...document.querySelectorAll(".text mark")], steps = document.querySelector(".steps");
  if (!hits.length || !steps) return;
  let at = -1;
  const step = (by) => {
    hits[at]?.classList.remove("here");
    at = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
    hits[at].classList.add("here");
    hits[at].scrollIntoView({ block: "center" });
    steps.querySelector("output").value = `${at + 1} of ${hits.length}`;
  };
  steps.hidden = false;
  steps.closest("nav").classList.add("live");
  steps.querySelector("output").value = `${hits.length} in all`;
  for (const button of steps.querySelectorAll("button")) button.addEventListener("click", () => step(Number(button.value)));
  addEventListener("keydown", (event) => {
    const is_writing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (is_writing || !document.documentElement.dataset.keys || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1); else if (event.key === "p") step(-1);
  });
}

function quoteSelection() {
  const bar = document.querySelector(".quotebar"), text = document.querySelector(".text");
  if (!bar || !text) return;
  const button = bar.querySelector("button"), told = bar.querySelector("output");
  let words = "";
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const is_within = chosen.rangeCount && text.contains(chosen.getRangeAt(0).commonAncestorContainer);
    // The numbers of paragraphs between two of them are selected, but are no words of the article.
    words = is_within ? chosen.toString().replace(/¶\d+/g, "").trim() : "";
    if (words) told.value = "";
    bar.hidden = !words && !told.value;
  });
  bar.addEventListener("mousedown", (event) => event.preventDefault());  // or the words would be selected no more
  button.addEventListener("click", async () => {
    const answer = await fetch(`${bar.dataset.address}?${new URLSearchParams({ words })}`);
    const written = await answer.text();
    told.value = answer.ok && await copy(written) ? "Copied, with paragraph, link and hash" : "These words could not be quoted";
  });
}

function copyable(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    button.textContent = await copy(box.querySelector(".cite").innerText) ? "Copied" : "Not copied";
  });
  box.append(button);
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const area = document.createElement("textarea");  // where the page is not served securely
    area.value = words;
    document.body.append(area);
    area.select();
    const is_copied = document.execCommand("copy");
    area.remove();
    return is_copied;
  }
}

async function bringLikes(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  link.closest("p").replaceWith(page.querySelector(".newest, .nothing"));
}
