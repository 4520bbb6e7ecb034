import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real server in demo mode on a data folder of its own, as `./xiaohu run --demo` starts it. */
export class Server {
  private process: ChildProcess | undefined
  private output = ''

  private constructor(
    readonly port: number,
    readonly data: string,
  ) {}

  static async start(): Promise<Server> {
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), 'xiaohu-e2e-')))
    await server.run()
    return server
  }

  get base(): string {
    return `http://localhost:${this.port}`
  }

  get staffPassword(): string {
    return /^staff-password: (.+)$/m.exec(this.output)?.[1] ?? ''
  }

  /** Starts, or starts again after a kill, and waits until it says that it is ready. */
  async run(): Promise<void> {
    this.output = ''
    const java = join(jdk(), 'bin', 'java')
    // It lives for minutes: compiling less costs half of what a start costs.
    const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
    const args = [...jvm, '-jar', 'target/xiaohu.jar', 'run', '--demo']
    const child = spawn(java, [...args, '--port', String(this.port), '--data', this.data])
    this.process = child
    child.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    const until = Date.now() + 300_000
    while (!this.output.includes('Ctrl-C stops it.')) {
      if (child.exitCode !== null || Date.now() > until) {
        await this.kill()
        throw new Error(`no server:\n${this.output}`)
      }
      await new Promise((wake) => setTimeout(wake, 100))
    }
  }

  /** Runs one of the script's commands on this server's data, as an operator does; gives what it prints. */
  command(...words: string[]): string {
    const args = ['-jar', 'target/xiaohu.jar', ...words, '--demo', '--data', this.data]
    return execFileSync(join(jdk(), 'bin', 'java'), args, { encoding: 'utf8' })
  }

  /** As a crash would: no time to finish anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    rmSync(this.data, { recursive: true, force: true })
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null) return
    const gone = new Promise((wake) => child.once('exit', wake))
    child.kill(signal)
    await gone
  }
}

/** The JDK 25 the script found, or one of the usual folders. */
function jdk(): string {
  const usual = '/usr/lib/jvm'
  const installed = existsSync(usual)
    ? readdirSync(usual)
        .filter((name) => name.includes('25'))
        .map((name) => join(usual, name))
    : []
  const found = [process.env.JAVA_HOME, ...installed].find((home) => home && isJdk25(home))
  if (!found) throw new Error('no JDK 25 was found; set JAVA_HOME')
  return found
}

function isJdk25(home: string): boolean {
  try {
    return execFileSync(join(home, 'bin', 'javac'), ['-version'])
      .toString()
      .startsWith('javac 25')
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
