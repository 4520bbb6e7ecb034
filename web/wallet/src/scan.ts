/** Reads QR codes: with the browser's own reader where there is one, else with a library loaded then. */

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>
}

type Detectors = { BarcodeDetector?: new (options: { formats: string[] }) => Detector }

export type Reader = (source: HTMLVideoElement | ImageBitmap) => Promise<string | undefined>

const LARGEST = 1200

export async function reader(): Promise<Reader> {
  const { BarcodeDetector } = window as Detectors
  if (BarcodeDetector) {
    try {
      const detector = new BarcodeDetector({ formats: ['qr_code'] })
      // Some browsers have the name and nothing behind it: they say so when asked.
      await detector.detect(new ImageData(1, 1))
      return async (source) => (await detector.detect(source))[0]?.rawValue
    } catch {
      // The library reads instead.
    }
  }
  const { default: jsQR } = await import('jsqr')
  return (source) => {
    const pixels = drawn(source)
    return Promise.resolve(
      pixels && (jsQR(pixels.data, pixels.width, pixels.height)?.data || undefined),
    )
  }
}

/** The pixels of what is shown, no larger than a code needs to be read. */
function drawn(source: HTMLVideoElement | ImageBitmap): ImageData | undefined {
  const video = source instanceof HTMLVideoElement
  const width = video ? source.videoWidth : source.width
  const height = video ? source.videoHeight : source.height
  if (width === 0 || height === 0) return undefined
  const scale = Math.min(1, LARGEST / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const paint = canvas.getContext('2d', { willReadFrequently: true })
  if (!paint) return undefined
  // A picture without a ground is read as if on paper.
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.drawImage(source, 0, 0, canvas.width, canvas.height)
  return paint.getImageData(0, 0, canvas.width, canvas.height)
}

/** The place in this wallet a code of ours leads to; nothing for any other code. */
export function placeIn(text: string, origin: string): string | undefined {
  try {
    const url = new URL(text)
    const token = /^\/app(\/pay\/[A-Za-z0-9_-]{20,64})$/.exec(url.pathname)?.[1]
    return url.origin === origin ? token : undefined
  } catch {
    return undefined
  }
}
