"use strict";
(() => {
  const results = Array.from(document.querySelectorAll("details.result"), element => ({
    element,
    words: element.textContent.toLowerCase(),
    cell: document.querySelector(`#matrix td[data-number="${element.dataset.number}"]`),
    ...element.dataset,
  }));
  const rows = document.querySelectorAll("#matrix tbody tr");
  const parts = document.querySelectorAll("#matrix [data-image], #images [data-image]");
  const filter = document.getElementById("filter");
  const { words, image, backend } = filter.elements;

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const outcomes = new Set(Array.from(filter.querySelectorAll("[name=outcome]:checked"), box => box.value));
    let shown = 0;
    for (const result of results) {
      const fits = outcomes.has(result.outcome)
        && (!image.value || result.image === image.value)
        && (!backend.value || result.backend === backend.value)
        && wanted.every(word => result.words.includes(word));
      result.element.hidden = !fits;
      result.cell.classList.toggle("out", !fits);
      shown += fits ? 1 : 0;
    }
    for (const row of rows) {
      row.hidden = !row.querySelector("td[data-number]:not(.out)");
    }
    for (const part of parts) {
      part.hidden = image.value !== "" && part.dataset.image !== image.value;
    }
    document.getElementById("shown").textContent = `${shown} of ${results.length} results`;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", event => event.preventDefault());
  filter.hidden = false;
  apply();

  const dialog = document.getElementById("evidence");
  const [title, body] = [dialog.querySelector("h2"), dialog.querySelector("div")];
  document.getElementById("matrix").addEventListener("click", event => {
    const link = event.target.closest("td a");
    if (!link) {
      return;
    }
    event.preventDefault();
    const result = document.getElementById(link.hash.slice(1));
    title.textContent = result.querySelector("summary").textContent;
    body.replaceChildren(result.querySelector("dl").cloneNode(true));
    dialog.showModal();
  });
  dialog.addEventListener("click", event => {
    if (event.target === dialog) {
      dialog.close();
    }
  });

  // A link to a result or a check opens it.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();
})();
