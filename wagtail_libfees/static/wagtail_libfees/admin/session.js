// A session that ended while somebody typed. What is typed would be lost by saving: the login page
// answers instead. So a sentence says it, and the form is held back until one has logged in again
// in another tab; then it gets the token of the new session.
(() => {
  let told = null;
  const forms = () => document.querySelectorAll("#page-edit-form, [data-libfees-year]");

  const tell = (loginUrl, { loggedOut, logIn }) => {
    if (told) return;
    const link = Object.assign(document.createElement("a"), { href: loginUrl, target: "_blank", rel: "noopener", textContent: logIn });
    told = document.createElement("div");
    told.className = "help-block help-critical libfees-logged-out";
    told.setAttribute("role", "alert");
    told.append(loggedOut, " ", link);
    document.body.append(told);
  };

  // Whether an answer came from the login page; `words` are what is told then.
  const ended = (response, words) => {
    const isLogin = response.redirected && new URL(response.url).searchParams.has("next");
    if (isLogin) tell(response.url.split("?")[0], words);
    return isLogin;
  };

  // Back from the other tab: if that worked, everything goes on.
  const look = async () => {
    if (!told) return;
    const response = await fetch(location.pathname).catch(() => null);
    if (!response?.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token || !told) return;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
    told.remove();
    told = null;
  };

  const hold = (event) => {
    const pressed = event.type === "submit" ? event.target : event.target.closest?.("[type=submit]")?.form;
    if (!told || ![...forms()].includes(pressed)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    look();
  };
  document.addEventListener("click", hold, true);
  document.addEventListener("submit", hold, true);
  window.addEventListener("focus", look);

  window.libfeesSession = { ended };
})();
