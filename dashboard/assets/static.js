// Builds the static parts of a page (dashboard/static.py) from elements and text nodes; markup is never read.
(function () {
  const claims = (window.dash_clientside = window.dash_clientside || {}).claims = window.dash_clientside.claims || {};
  const TAGS = new Set("a article blockquote button caption code dd div dl dt em h3 h4 li mark nav ol p pre span strong table tbody td th thead time tr ul var".split(" "));
  const NAMES = /^(class|id|title|dir|role|scope|tabindex|aria-[a-z]+|data-[a-z-]+)$/;

  function build(node) {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, children] = node;
    const element = document.createElement(TAGS.has(tag) ? tag : "span");
    for (const [name, value] of Object.entries(attributes))
      if (NAMES.test(name) || (name === "href" && /^[/#]/.test(value))) element.setAttribute(name, value);
    for (const child of children) element.appendChild(build(child));
    return element;
  }

  function expand(element) {
    const given = element.getAttribute("data-tree");
    if (given === null) return;
    element.removeAttribute("data-tree");
    const parts = document.createDocumentFragment();
    for (const node of JSON.parse(given)) parts.appendChild(build(node));
    element.replaceChildren(parts);
  }

  claims.expand = (records) => records.forEach((record) => {
    if (record.type === "attributes") return expand(record.target);
    record.addedNodes.forEach((node) => {
      if (node.nodeType !== 1) return;
      if (node.hasAttribute("data-tree")) expand(node);
      node.querySelectorAll("[data-tree]").forEach(expand);
    });
  });
})();
