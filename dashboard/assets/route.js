// The URL is the state. Links are followed without a reload, controls write themselves into the query, Back restores.
(function () {
  const claims = (window.dash_clientside = window.dash_clientside || {}).claims = window.dash_clientside.claims || {};
  let turn = 0;
  let shown = null; // the query string the page on screen was drawn from
  let settled = false;

  const here = () => ({ path: window.location.pathname, search: window.location.search, narrow: window.innerWidth < 700, n: ++turn });
  const noUpdate = () => window.dash_clientside.no_update;

  function go(push, href) {
    if (push) {
      window.history.replaceState({ y: window.scrollY }, "");
      window.history.pushState({ y: 0 }, "", href);
    }
    settled = false;
    window.dash_clientside.set_props("route", { data: here() });
    window.dash_clientside.set_props("burger", { opened: false });
    claims.wanted = push ? { y: 0, focus: true } : { y: (window.history.state || {}).y || 0 };
    markNavigation();
  }
  claims.go = (href) => go(true, href);

  function markNavigation() {
    const path = window.location.pathname;
    const section = path.startsWith("/claim/") || path.startsWith("/document/") ? "/documents" : path;
    document.querySelectorAll("[data-nav]").forEach((link) => {
      if (link.dataset.nav === section) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }
  claims.markNavigation = markNavigation;

  claims.start = () => { window.setTimeout(markNavigation, 0); claims.wanted = { y: (window.history.state || {}).y || 0 }; return here(); };
  claims.open = (opened) => ({ width: 208, breakpoint: "sm", collapsed: { mobile: !opened } });
  claims.renew = (version) => {
    if (!version) return noUpdate();
    const known = claims.version;
    claims.version = version;
    if (!known || known === version) return noUpdate();
    go(false);
    window.setTimeout(() => window.dash_clientside.set_props("toast", { children: "" }), 6000);
    return "New data: version " + version;
  };

  // Controls → query string. A control at its default leaves the URL; an emptied one that has a default says "any".
  claims.state = (...given) => {
    const context = window.dash_clientside.callback_context;
    const parts = new URLSearchParams(window.location.search);
    const owned = new Set();
    const pairs = [];
    const turned = context.triggered.map((each) => { try { return JSON.parse(each.prop_id.slice(0, each.prop_id.lastIndexOf("."))).param; } catch (error) { return ""; } });
    const metricTurned = settled && window.location.pathname === "/trends" && turned.length === 1 && turned[0] === "metric";
    context.inputs_list[0].forEach((input) => {
      const { param, default: standard } = input.id;
      owned.add(param);
      if (metricTurned && ["subject", "unit", "scale", "into"].includes(param)) return;
      let values = Array.isArray(input.value) ? input.value : [input.value];
      values = values.filter((value) => value !== null && value !== undefined && value !== "");
      if (!values.length && standard && Array.isArray(input.value)) values = ["any"];
      if (values.length === 1 && values[0] === standard) values = [];
      values.forEach((value) => pairs.push([param, value]));
    });
    if (!owned.size) return noUpdate();
    const rest = [...parts.entries()].filter(([name]) => !owned.has(name));
    const changed = settled;
    // A new filter starts at the first page with nothing opened.
    const kept = changed ? rest.filter(([name]) => name !== "page" && name !== "check") : rest;
    const search = new URLSearchParams([...pairs, ...kept]).toString();
    const first = !settled;
    settled = true;
    if (first) { shown = search; return noUpdate(); }
    if (search === shown) return noUpdate();
    shown = search;
    window.history.replaceState(window.history.state, "", window.location.pathname + (search ? "?" + search : ""));
    return here();
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.download || !link.protocol.startsWith("http") || link.origin !== window.location.origin) return;
    const href = link.getAttribute("href");
    if (href.startsWith("#")) { event.preventDefault(); claims.land(decodeURIComponent(href.slice(1)), true); return; }
    if (href === "" || link.pathname.startsWith("/data/") || link.pathname.startsWith("/assets/")) return;
    event.preventDefault();
    if (link.href === window.location.href) { if (claims.land) claims.landAgain(); return; }
    go(true, link.href);
  });
  window.addEventListener("popstate", () => go(false));
  if ("scrollRestoration" in window.history) window.history.scrollRestoration = "manual";
})();
