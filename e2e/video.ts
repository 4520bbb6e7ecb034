import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'

const WIDTH = 640
const HEIGHT = 480
const FRAMES = 10

/** A picture in a data URI as a file a page can be given. */
export async function png(page: Page, picture: string): Promise<Buffer> {
  const sheet = await page.context().newPage()
  await sheet.setContent(`<img src="${picture}" style="width:300px;padding:40px;background:#fff">`)
  const shot = await sheet.locator('img').screenshot()
  await sheet.close()
  return shot
}

/** What a camera sees that is held over a picture, as a raw video file a browser can be given for a camera. */
export async function filmed(page: Page, picture: string, file: string): Promise<void> {
  const sheet = await page.context().newPage()
  await sheet.setContent(`<canvas width="${WIDTH}" height="${HEIGHT}"></canvas>`)
  const grey = await sheet.evaluate(
    async ([source, width, height]) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const paint = document.querySelector('canvas')?.getContext('2d')
      if (!paint) throw new Error('no canvas')
      paint.fillStyle = '#fff'
      paint.fillRect(0, 0, width, height)
      paint.imageSmoothingEnabled = false
      paint.drawImage(image, (width - 360) / 2, (height - 360) / 2, 360, 360)
      const pixels = paint.getImageData(0, 0, width, height).data
      let text = ''
      for (let i = 0; i < pixels.length; i += 4) text += String.fromCharCode(pixels[i] ?? 0)
      return btoa(text)
    },
    [picture, WIDTH, HEIGHT] as const,
  )
  await sheet.close()
  const luma = Buffer.from(grey, 'base64')
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, noColour])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, Buffer.concat([head, ...Array<Buffer>(FRAMES).fill(frame)]))
}
