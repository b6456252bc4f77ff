// Narrows the list of everything to what holds all the words typed; without it the list is complete.
const place = document.getElementById("search");
const plain = (words) => words.normalize("NFKC").toLowerCase();
const items = [...document.querySelectorAll(".searched > li")].map((item) => [item, plain(item.textContent)]);
const label = document.createElement("label");
const input = document.createElement("input");
const found = document.createElement("p");
label.textContent = place.dataset.label + " ";
input.type = "search";
input.autocomplete = "off";
found.setAttribute("role", "status");
label.append(input);
place.append(label, found);

function narrow() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let number = 0;
  for (const [item, text] of items) {
    item.hidden = !words.every((word) => text.includes(word));
    number += item.hidden ? 0 : 1;
  }
  for (const list of document.querySelectorAll(".searched")) {
    list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])");
  }
  found.textContent = place.dataset.found.replace("{}", number);
  history.replaceState(null, "", input.value ? "#" + encodeURIComponent(input.value) : location.pathname);
}

input.value = decodeURIComponent(location.hash.slice(1));
input.addEventListener("input", narrow);
narrow();
