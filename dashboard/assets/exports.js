// Charts as PNG and SVG, links and citations to the clipboard. Images are always drawn dark on white, fit for print.
(function () {
  function slug(text) { return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""); }

  function save(button) {
    const figure = button.closest("figure");
    const plot = figure && figure.querySelector(".js-plotly-plot");
    if (!plot || !window.Plotly) return;
    const title = figure.querySelector(".chart-title").textContent;
    const source = figure.querySelector(".source").textContent.replace("Data and citation", "");
    const layout = Object.assign({}, plot.layout, {
      paper_bgcolor: "#fff", plot_bgcolor: "#fff", autosize: false,
      title: { text: title, x: 0.01, xanchor: "left", font: { size: 17 } },
      margin: Object.assign({}, plot.layout.margin, { t: 90, b: 70, l: 70, r: 40 }),
      annotations: [...(plot.layout.annotations || []), { text: source, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "top", yshift: -52, font: { size: 10, color: "#555" } }],
    });
    const box = plot.getBoundingClientRect();
    window.Plotly.downloadImage({ data: plot.data, layout }, {
      format: button.dataset.export, filename: slug(title) + "-" + (window.dash_clientside.claims.version || "data"),
      width: Math.max(900, Math.round(box.width)), height: Math.max(420, Math.round(box.height) + 110), scale: button.dataset.export === "png" ? 2 : 1,
    });
  }

  function say(text) {
    window.dash_clientside.set_props("toast", { children: text });
    window.setTimeout(() => window.dash_clientside.set_props("toast", { children: "" }), 2500);
  }

  function copy(button) {
    const link = new URL(button.dataset.href || window.location.href, window.location.href).href;
    let text = link;
    if (button.dataset.copy === "cite") {
      const version = window.dash_clientside.claims.version || "";
      text = "“" + button.dataset.title + "”, Claimed Metrics, data version " + version + ", " + link + ", accessed " + new Date().toISOString().slice(0, 10) + ".";
    }
    if (button.dataset.copy === "text") text = button.parentNode.querySelector("code").textContent;
    const done = () => say("Copied");
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => window.prompt("Copy:", text));
    else window.prompt("Copy:", text);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-export], button[data-copy]");
    if (!button) return;
    if (button.dataset.export) save(button); else copy(button);
  });
})();
