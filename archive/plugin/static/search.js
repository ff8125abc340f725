/* The timeline, where scripts run: drag over bars, or hold shift with the arrow keys, to choose a span of time; arrows
   alone go from bar to bar. Without it each bar leads to its own period, and the fields below take any span. */
"use strict";

for (const chart of document.querySelectorAll("svg.bars")) {
  const bars = [...chart.querySelectorAll("a")];
  let first = -1, last = -1, is_dragged = false;

  const choose = (from, to) => {
    [first, last] = [from, to];
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    bars.forEach((bar, at) => bar.classList.toggle("chosen", low !== high && low <= at && at <= high));
  };
  const go = () => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const address = new URL(bars[low].href.baseVal, location.href);
    const end = new URL(bars[high].href.baseVal, location.href).searchParams.get("to");
    address.searchParams.set("to", end);
    location.assign(address);
  };
  const nearest = (event) => {
    const places = bars.map((bar) => bar.querySelector(".place").getBoundingClientRect());
    const away = places.map((one) => Math.max(one.left - event.clientX, event.clientX - one.right, 0));
    return away.indexOf(Math.min(...away));
  };

  chart.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    first = nearest(event);
    is_dragged = false;
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (!chart.hasPointerCapture(event.pointerId)) return;
    const at = nearest(event);
    is_dragged ||= at !== first;
    if (is_dragged) choose(first, at);
  });
  chart.addEventListener("pointerup", (event) => {
    if (!chart.hasPointerCapture(event.pointerId)) return;
    chart.releasePointerCapture(event.pointerId);
    if (is_dragged && first !== last) go(); else if (!is_dragged && event.target.closest("a, svg") && first >= 0) { last = first; go(); }
  });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("click", (event) => { if (event.detail) event.preventDefault(); });

  bars.forEach((bar, at) => bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && bars[at + by]) {
      event.preventDefault();
      if (event.shiftKey) choose(first < 0 ? at : first, at + by); else choose(-1, -1);
      bars[at + by].focus();
    } else if (event.key === "Enter" && first >= 0 && first !== last) {
      event.preventDefault();
      go();
    } else if (event.key === "Escape") choose(-1, -1);
  }));
}
