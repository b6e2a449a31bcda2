// Passkeys: a button asks the device, what the device answers goes into the form. Without a script nothing is shown:
// password and code are there.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (rows) => (rows || []).map((row) => ({ ...row, id: bytes(row.id) }));

async function create({ publicKey }) {
  const made = await navigator.credentials.create({ publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: listed(publicKey.excludeCredentials),
  } });
  return {
    ...named(made),
    response: {
      clientDataJSON: words(made.response.clientDataJSON),
      attestationObject: words(made.response.attestationObject),
    },
  };
}

async function get({ publicKey }) {
  const shown = await navigator.credentials.get({ publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: listed(publicKey.allowCredentials),
  } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    ...named(shown),
    response: {
      clientDataJSON: words(clientDataJSON),
      authenticatorData: words(authenticatorData),
      signature: words(signature),
      userHandle: userHandle ? words(userHandle) : null,
    },
  };
}

function named(key) {
  return {
    id: key.id, rawId: words(key.rawId), type: key.type, clientExtensionResults: key.getClientExtensionResults(),
  };
}

async function question(form) {
  if (!form.dataset.from) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.from, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return JSON.parse((await answer.json()).options);
}

function wire(form) {
  const button = form.querySelector("button[data-ask]");
  const told = form.querySelector("[data-told]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const name = form.elements.name;
    told.textContent = name && !name.value.trim() ? form.dataset.unnamed : "";
    if (told.textContent) { name.focus(); return; }
    button.disabled = true;
    try {
      const asked = await question(form);
      const answer = await (form.dataset.passkey === "create" ? create : get)(asked);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      // Said no, waited too long, or has this key already: the device does not tell a page which.
      told.textContent = error.name === "InvalidStateError" ? form.dataset.twice : form.dataset.failed;
      button.disabled = false;
      button.focus();
    }
  });
}

// A key is bound to a name: under an IP address or another name the device would refuse it.
document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const ours = location.hostname === form.dataset.host || location.hostname.endsWith(`.${form.dataset.host}`);
  if (window.PublicKeyCredential && ours) {
    wire(form);
    document.querySelectorAll("[data-passkey-shown]").forEach((part) => { part.hidden = false; });
  } else {
    document.querySelectorAll("[data-passkey-none]").forEach((part) => { part.hidden = false; });
  }
});
