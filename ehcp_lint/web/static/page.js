// What makes the page handier; everything on it works without this too.
(() => {
  "use strict";
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
  else if (document.querySelector(".done")) document.querySelector(".done").scrollIntoView({ block: "nearest" });

  // Files dropped anywhere on the zone go into its input and are checked at once.
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = document.getElementById(zone.dataset.drop);
    const over = (on) => zone.classList.toggle("drop--over", on);
    for (const name of ["dragenter", "dragover"])
      zone.addEventListener(name, (event) => { event.preventDefault(); over(true); });
    zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) over(false); });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      zone.closest("form").requestSubmit();
    });
  }
  // A file that misses the zone must not replace the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

  // Say that something is going on, and do not send a form twice.
  for (const form of document.querySelectorAll("form[data-busy]")) {
    const button = form.querySelector("[data-prevent]");
    form.addEventListener("submit", (event) => {
      if (button && button.getAttribute("aria-disabled") === "true") return event.preventDefault();
      if (button) button.setAttribute("aria-disabled", "true");
      form.querySelector("[data-live]").textContent = form.dataset.busy;
    });
    window.addEventListener("pageshow", () => {
      if (button) button.removeAttribute("aria-disabled");
      form.querySelector("[data-live]").textContent = "";
    });
  }
})();
