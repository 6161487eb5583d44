// Adds a search box and filters to docs/checks.html. Without it every check is shown.
(() => {
  const form = document.getElementById("find");
  const said = document.getElementById("said");
  const checks = [...document.querySelectorAll("article")].map((shown) => ({
    shown,
    entry: document.querySelector(`nav a[href="#${shown.id}"]`).closest("li"),
    words: shown.textContent.toLowerCase().replace(/\s+/g, " "),
  }));
  const families = [...document.querySelectorAll("[data-family]:not(article)")];
  const told = (number) => (number === checks.length ? `All ${number} checks.` : `${number} of ${checks.length} checks.`);

  function choose() {
    const wanted = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const duties = new Set([...form.querySelectorAll("[name=duty]:checked")].map((box) => box.value));
    const family = form.family.value;
    const left = new Set();
    let number = 0;
    for (const check of checks) {
      const { family: its, duty } = check.shown.dataset;
      const fits = (!family || its === family) && duties.has(duty) && wanted.every((word) => check.words.includes(word));
      check.shown.hidden = check.entry.hidden = !fits;
      if (fits) {
        left.add(its);
        number += 1;
      }
    }
    for (const part of families) part.hidden = !left.has(part.dataset.family);
    said.textContent = number ? told(number) : "No check. Use fewer words, or choose more.";
  }

  form.addEventListener("input", choose);
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  choose();
})();
