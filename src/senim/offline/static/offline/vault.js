// Sealing. A random key seals everything (AES-256-GCM); it lies on the device only wrapped by a key that is worked out
// from the passphrase (PBKDF2, its parameters lie beside it). Each sealed thing names whose and what it is in its
// authenticated data, so that one cannot be put in place of another. Why this way: docs/adr/0020.
const FLOOR = 600000;
const text = new TextEncoder();
const about = (owner, name) => text.encode(`senim/1/${owner}/${name}`);

async function wrapper(passphrase, kdf) {
  if (kdf.name !== "PBKDF2" || kdf.hash !== "SHA-256" || kdf.rounds < FLOOR) throw new Error("weak derivation");
  const raw = await crypto.subtle.importKey("raw", text.encode(passphrase.normalize("NFKC").trim()), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: kdf.hash, salt: kdf.salt, iterations: kdf.rounds };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

const gcm = (iv, owner, name) => ({ name: "AES-GCM", iv, additionalData: about(owner, name) });
const fresh = () => crypto.getRandomValues(new Uint8Array(12));

/** A new vault: what lies on the device of it. rounds: as the server asks, and never below the floor. */
export async function make(owner, passphrase, rounds) {
  const kdf = { name: "PBKDF2", hash: "SHA-256", rounds: Math.max(rounds, FLOOR), salt: crypto.getRandomValues(new Uint8Array(32)) };
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const iv = fresh();
  const data = await crypto.subtle.wrapKey("raw", key, await wrapper(passphrase, kdf), gcm(iv, owner, "key"));
  return { owner, kdf, wrapped: { iv, data } };
}

/** Open a vault; null where the passphrase is another one. Each try costs the whole derivation. */
export async function open(record, passphrase) {
  const { iv, data } = record.wrapped;
  const by = await wrapper(passphrase, record.kdf);
  try {
    const key = await crypto.subtle.unwrapKey("raw", data, by, gcm(iv, record.owner, "key"), { name: "AES-GCM" }, false, ["encrypt", "decrypt"]);
    return new Vault(record, key);
  } catch {
    return null;
  }
}

export class Vault {
  #key;

  constructor(record, key) {
    this.record = record;
    this.owner = record.owner;
    this.#key = key;
  }

  async sealBytes(bytes, name) {
    const iv = fresh();
    return { iv, data: await crypto.subtle.encrypt(gcm(iv, this.owner, name), this.#key, bytes) };
  }

  unsealBytes({ iv, data }, name) {
    return crypto.subtle.decrypt(gcm(iv, this.owner, name), this.#key, data);
  }

  seal(value, name) {
    return this.sealBytes(text.encode(JSON.stringify(value)), name);
  }

  async unseal(sealed, name) {
    return JSON.parse(new TextDecoder().decode(await this.unsealBytes(sealed, name)));
  }
}
