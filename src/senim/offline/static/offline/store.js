// What lies on the device, in IndexedDB. Of each thing only what the page must know while it is sealed lies open:
// whose it is (a tag without a name), its state, and until when it may stay.
//   vaults  {owner, label, mark, kdf, wrapped, secret, off}   one for each person
//   bundles {owner, taken, lifetime, sealed}                  the day
//   items   {token, owner, seq, kind, state, sealed}          what is not sent
//   photos  {token, owner, sealed}                            pictures of items
//   drafts  {owner, sealed}                                   a visit that is being written; OWNER/run: a card
const STORES = { vaults: "owner", bundles: "owner", items: "token", photos: "token", drafts: "owner" };
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("senim-offline", 1);
    asked.onupgradeneeded = () => {
      for (const [name, key] of Object.entries(STORES)) {
        const made = asked.result.createObjectStore(name, { keyPath: key });
        if (key === "token") made.createIndex("owner", "owner");
      }
    };
    asked.onsuccess = () => { asked.result.onversionchange = () => asked.result.close(); resolve(asked.result); };
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/** Do something in one transaction; it is whole or not there. Rejects where the device is full. */
async function run(names, mode, act) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(names, mode, { durability: "strict" });
    let answer;
    transaction.oncomplete = () => resolve(answer?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    answer = act(...names.map((name) => transaction.objectStore(name)));
  });
}

export const get = (name, key) => run([name], "readonly", (rows) => rows.get(key));
export const all = (name) => run([name], "readonly", (rows) => rows.getAll());
export const put = (name, row) => run([name], "readwrite", (rows) => rows.put(row));
export const drop = (name, key) => run([name], "readwrite", (rows) => rows.delete(key));
export const count = (owner) => run(["items"], "readonly", (rows) => rows.index("owner").count(owner));
export const items = async (owner) => (await run(["items"], "readonly", (rows) => rows.index("owner").getAll(owner))).sort((a, b) => a.seq - b.seq);

/** An item with its picture, or without; both at once. */
export const putItem = (row, photo) => run(["items", "photos"], "readwrite", (rows, pictures) => {
  rows.put(row);
  if (photo) pictures.put(photo);
  else if (photo === null) pictures.delete(row.token);
});
export const dropItem = (token) => run(["items", "photos"], "readwrite", (rows, pictures) => { rows.delete(token); pictures.delete(token); });

/** Delete everything of a person from this device. */
export const wipe = (owner) => run(Object.keys(STORES), "readwrite", (vaults, bundles, rows, pictures, drafts) => {
  for (const one of [vaults, bundles, drafts]) one.delete(owner);
  drafts.delete(`${owner}/run`);
  for (const one of [rows, pictures]) {
    const found = one.index("owner").openCursor(IDBKeyRange.only(owner));
    found.onsuccess = () => { if (found.result) { found.result.delete(); found.result.continue(); } };
  }
});
