// Puts a button beside a page's address that copies it; without it the address can be selected.
(() => {
  "use strict";
  const SHOWN_MS = 2000;
  const add = () => document.querySelectorAll("[data-pf-copy]").forEach((address) => {
    if (!navigator.clipboard || address.nextElementSibling) return;
    const button = document.createElement("button");
    const told = document.createElement("span");
    button.type = "button";
    button.className = "pf-share__copy";
    button.textContent = address.dataset.pfCopy;
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address.textContent.trim());
        told.textContent = address.dataset.done;
      } catch {
        getSelection().selectAllChildren(address);
        told.textContent = address.dataset.selected;
      }
      setTimeout(() => { told.textContent = ""; }, SHOWN_MS);
    });
    address.after(" ", button, " ", told);
  });
  if (window.document$) document$.subscribe(add);
  else addEventListener("DOMContentLoaded", add);
})();
