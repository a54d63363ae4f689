import { execFileSync } from 'node:child_process'
import { _electron } from 'playwright'
import { commandLine, root } from './paths.mjs'
import { quantile } from './statistics.mjs'

/** The buttons that change the page of the window. */
const rail = (page) => page.getByRole('navigation', { name: 'Views' }).getByRole('button')

/**
 * The workbench with its window open, trained through the window's own channels. Between its turns the run is paused:
 * that takes effect within a step, and the epoch's seconds do not count the pause.
 */
export class WindowContestant {
  name = 'ours, window open'
  #app
  #page

  static async start(workspace) {
    // The preset's configuration, from the experiment that the command line makes of it.
    execFileSync(process.execPath, [commandLine, 'train', '--epochs', '1', '--workspace', workspace, '--json'], { stdio: 'pipe' })
    const contestant = new WindowContestant()
    const env = { ...process.env, MANIFOLD_WORKBENCH_WORKSPACE: workspace }
    // Some editors' terminals set it; Electron would then be a plain Node.
    delete env.ELECTRON_RUN_AS_NODE
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
    contestant.#app = await _electron.launch({ args, env })
    contestant.#page = await contestant.#app.firstWindow()
    await rail(contestant.#page).first().waitFor()
    contestant.version = await contestant.#app.evaluate(() => process.versions.electron)
    await contestant.#page.evaluate(async () => {
      const { request, subscribe } = window.workbench
      const value = async (channel, argument) => {
        const answer = await request(channel, argument)
        if (!answer.ok) throw new Error(answer.error.message)
        return answer.value
      }
      const [{ configuration }] = await value('experiments:list')
      const long = { ...configuration, epochs: 1000 }
      const { id: experimentId } = await value('experiments:create', { name: 'bench', configuration: long, origin: null })
      let arrived
      subscribe('training:epoch', ({ experimentId: trained, metrics }) => {
        if (trained !== experimentId) return
        void value('training:pause', { experimentId }).then(() => arrived?.(metrics))
      })
      window.bench = {
        epoch: () =>
          new Promise((resolve, reject) => {
            arrived = resolve
            value('training:start', { experimentId, totalEpochs: null }).catch(reject)
          }),
        train: () => value('training:start', { experimentId, totalEpochs: null }),
        stop: () => value('training:stop', { experimentId }),
      }
    })
    return contestant
  }

  /** The main process: all others are below it. */
  get pid() {
    return this.#app.process().pid
  }

  async epoch() {
    const { epoch, seconds, valLoss } = await this.#page.evaluate(() => window.bench.epoch())
    return { epoch, seconds, val_loss: valLoss }
  }

  /** 95th percentile of the milliseconds from a click on the rail to the frame that shows the other page, while training runs. */
  async clicks(count) {
    await this.#page.evaluate(() => window.bench.train())
    const page = this.#page
    const buttons = rail(page)
    const milliseconds = []
    for (let click = 0; click < count; click++) {
      await page.evaluate(() => {
        window.answered = new Promise((resolve) =>
          window.addEventListener('click', (event) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp))), { once: true, capture: true }),
        )
      })
      await buttons.nth(click % 2).click()
      milliseconds.push(await page.evaluate(() => window.answered))
    }
    return { count, p95: quantile(milliseconds, 0.95), median: quantile(milliseconds, 0.5) }
  }

  /**
   * Milliseconds from a movement of the pointer in the latent plane to the frame that shows what the decoder makes of its new
   * place; where a movement is overtaken by the next, as in a drag, the newest counts.
   */
  async points(count) {
    const page = this.#page
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Latent' }).click()
    const plane = page.getByRole('application', { name: /^Latent plane/ })
    const box = await plane.boundingBox()
    await page.evaluate(() => {
      const seen = { milliseconds: [], since: null, answered: null }
      window.points = seen
      window.addEventListener('pointermove', ({ timeStamp }) => (seen.since = timeStamp), { capture: true })
      const draw = CanvasRenderingContext2D.prototype.drawImage
      CanvasRenderingContext2D.prototype.drawImage = function (...from) {
        draw.apply(this, from)
        if (seen.since === null || !this.canvas.getAttribute('aria-label')?.startsWith('The decoder’s image of the point')) return
        const { since } = seen
        seen.since = null
        // A task after the frame: it has been handed over to be shown by then.
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          seen.milliseconds.push(performance.now() - since)
          seen.answered?.()
        }
        channel.port2.postMessage(null)
      }
    })
    const place = (at) => [box.x + box.width * (0.35 + 0.3 * Math.abs(Math.sin(at))), box.y + box.height * (0.35 + 0.3 * Math.abs(Math.cos(at)))]
    await page.mouse.move(...place(0))
    await page.mouse.down()
    for (let at = 1; at <= count; at++) {
      await page.mouse.move(...place(at))
      await page.evaluate(() => window.points.since === null || new Promise((resolve) => (window.points.answered = resolve)))
      // Not in step with the frames.
      await new Promise((resolve) => setTimeout(resolve, 5 + (at * 7) % 23))
    }
    await page.mouse.up()
    const milliseconds = await page.evaluate(() => window.points.milliseconds.slice(10))
    return { count: milliseconds.length, median: quantile(milliseconds, 0.5), p95: quantile(milliseconds, 0.95) }
  }

  async end() {
    await this.#page.evaluate(() => window.bench.stop())
    await this.#app.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
    await this.#app.close().catch(() => undefined)
  }
}
