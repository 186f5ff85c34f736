// The folder that is chosen on a phone opens at once.
"use strict";

document.addEventListener("change", ({ target }) => { if (target.matches("[data-sends-form]")) target.form.submit(); });
