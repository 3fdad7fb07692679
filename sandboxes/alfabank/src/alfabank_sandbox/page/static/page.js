// Comfort only: without this script the page works the same.
const timer = document.querySelector("time[data-seconds]");
if (timer) {
  const end = Date.now() + Number(timer.dataset.seconds) * 1000;
  const tick = setInterval(() => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0) {
      clearInterval(tick);
      location.replace(location.href);
    }
  }, 500);
}

const brands = [[/^4/, "Visa"], [/^(5[1-5]|2[3-7])/, "Mastercard"], [/^220[0-4]/, "Мир"]];
const pan = document.getElementById("pan");
pan?.addEventListener("input", () => {
  const digits = pan.value.replace(/\D/g, "").slice(0, 19);
  pan.value = digits.replace(/(\d{4})(?=\d)/g, "$1 ");
  document.getElementById("brand").textContent = brands.find(([start]) => start.test(digits))?.[1] ?? "";
});

const expiry = document.getElementById("expiry");
expiry?.addEventListener("input", (event) => {
  const digits = expiry.value.replace(/\D/g, "").slice(0, 4);
  const erasing = event.inputType?.startsWith("delete");
  expiry.value = digits.length > 2 || (digits.length === 2 && !erasing) ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
});

// One press, one payment. The press itself must reach the server first, so the button is shut a moment later.
document.querySelector("form")?.addEventListener("submit", (event) => {
  const form = event.currentTarget;
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
});
// Coming back with the browser's button must find the form usable.
addEventListener("pageshow", () => document.querySelectorAll("button").forEach((button) => { button.disabled = false; }));
