// The claims grid: renderers that build elements from text, its theme, and the way from a row to its sentence.
(function () {
  const claims = (window.dash_clientside = window.dash_clientside || {}).claims = window.dash_clientside.claims || {};
  const parts = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});

  const sought = () => (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();

  function marked(text) {
    const words = sought();
    const low = text.toLowerCase();
    if (!words || low.length !== text.length) return text;
    const found = [];
    let position = 0;
    for (let at = low.indexOf(words); at >= 0; at = low.indexOf(words, position)) {
      found.push(text.slice(position, at), window.React.createElement("mark", { className: "hit", key: at }, text.slice(at, at + words.length)));
      position = at + words.length;
    }
    found.push(text.slice(position));
    return found;
  }

  parts.ClaimHit = (params) => window.React.createElement("span", { title: params.value || "" }, marked(params.value || ""));
  parts.ClaimLink = (params) =>
    params.data ? window.React.createElement("a", { href: "/claim/" + encodeURIComponent(params.data.claim_id), tabIndex: -1 }, marked(params.value || "")) : null;

  functions.openClaim = (params) => {
    if (params.event && params.event.key === "Enter" && params.data) claims.go("/claim/" + encodeURIComponent(params.data.claim_id));
  };
  functions.claimsTheme = (theme) => theme.withParams({
    fontFamily: "inherit", fontSize: 13, headerFontSize: 12, accentColor: "#4c6ef5", wrapperBorder: false, rowBorder: true, columnBorder: false,
    backgroundColor: "var(--ground)", foregroundColor: "var(--ink)", headerBackgroundColor: "var(--panel)", borderColor: "var(--line)", oddRowBackgroundColor: "var(--ground)", rowHoverColor: "var(--panel)", selectedRowBackgroundColor: "var(--accent-ground)", chromeBackgroundColor: "var(--panel)", browserColorScheme: "inherit",
  });

  claims.refreshGrid = (state) => {
    if (state && state.path === "/claims")
      window.dash_ag_grid.getApiAsync("claims-grid").then((api) => { api.purgeInfiniteCache(); api.ensureIndexVisible(0); });
    return window.dash_clientside.no_update;
  };
})();
