// Makes asking quicker: Ctrl+Enter asks, a prefix or a term is put into the query by a button, with the prefix that it needs.
const text = document.getElementById("text");
if (text) {
  const keys = document.getElementById("keys");
  keys.textContent = keys.dataset.keys;
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      text.form.requestSubmit();
    }
  });
  const prefixes = new Map();
  const declare = (name) => {
    const line = prefixes.get(name);
    if (line && !text.value.toLowerCase().includes(`prefix ${name}:`)) {
      text.setRangeText(`${line}\n`, 0, 0, "preserve");
    }
  };
  const button = (code, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = "+";
    made.setAttribute("aria-label", `+ ${code.textContent}`);
    made.addEventListener("click", () => {
      act();
      text.focus();
    });
    (code.closest("a") ?? code).before(made, " ");
  };
  for (const code of document.querySelectorAll("#prefixes code")) {
    const name = code.textContent.slice("PREFIX ".length).split(":")[0];
    prefixes.set(name, code.textContent);
    button(code, () => declare(name));
  }
  for (const code of document.querySelectorAll("#terms code")) {
    button(code, () => {
      text.setRangeText(code.textContent, text.selectionStart, text.selectionEnd, "end");
      declare(code.textContent.split(":")[0]);
    });
  }
}
