// The data inside the page, and elements made of it. What an article says reaches the page as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);

function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
