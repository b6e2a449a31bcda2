// A photo is made smaller on the device: what is kept holds pixels and nothing else of the camera's file.
const MOST = 60e6;
const SIDE = 1600;
const ENOUGH = 900e3;

async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Too many pixels for this device at once: let the browser make them fewer while it decodes.
    return createImageBitmap(file, { imageOrientation: "from-image", resizeWidth: SIDE, resizeQuality: "medium" });
  }
}

const asJpeg = (canvas, quality) => new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });

/** {blob} or {fault: "photo_huge" | "photo_broken"}; `canvas` shows what is kept. */
export async function shrink(file, canvas) {
  if (file.size > MOST) return { fault: "photo_huge" };
  let bitmap;
  try {
    bitmap = await decode(file);
  } catch {
    return { fault: "photo_broken" };
  }
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of [0.82, 0.7, 0.55]) {
    const blob = await asJpeg(canvas, quality);
    if (blob && (blob.size <= ENOUGH || quality === 0.55)) return { blob };
  }
  return { fault: "photo_broken" };
}
