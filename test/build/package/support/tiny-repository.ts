import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDeb } from '../../../../build/package/deb.mjs'
import { makeRepository } from '../../../../build/package/signing/repository.mjs'
import type { SigningKey } from '../../../../build/package/signing/signing-key.mjs'

export const date = Date.UTC(2026, 0, 2) / 1000

/** A package of one file, made as the real one is. */
export async function makeTinyDeb(folder: string, version = '1.0'): Promise<string> {
  const root = join(folder, `tree-${version}`)
  place(join(root, 'usr/share/mw-tiny/text'), `tiny ${version}\n`.repeat(1000))
  const output = join(folder, `mw-tiny_${version}_amd64.deb`)
  const control = { Package: 'mw-tiny', Version: version, Architecture: 'amd64', Maintainer: 'Nobody <nobody@example.com>', Description: 'tiny' }
  await makeDeb({ root, output, control, level: 0, date })
  return output
}

/** @returns the repository's folder, and its public key's file */
export async function makeTinyRepository(folder: string, key: SigningKey) {
  const repository = join(folder, 'repository')
  await makeRepository({ folder: repository, debs: [await makeTinyDeb(folder)], key, date })
  const keyring = join(folder, 'key.asc')
  await key.exportPublicKey(keyring)
  return { repository, keyring }
}

export interface AptAnswer {
  status: number | null
  output: string
}

/** An apt that knows one repository and one key, and keeps everything in a folder of its own: the machine's is not touched. */
export class IsolatedApt {
  private readonly configuration: string

  constructor(
    private readonly folder: string,
    repository: string,
    keyring: string,
  ) {
    for (const name of ['state/lists/partial', 'cache/archives/partial', 'etc/apt.conf.d', 'etc/preferences.d', 'log', 'downloads']) {
      mkdirSync(join(folder, name), { recursive: true })
    }
    place(join(folder, 'status'), '')
    place(join(folder, 'etc/sources.list'), `deb [arch=amd64 signed-by=${keyring}] file:${repository} stable main\n`)
    this.configuration = join(folder, 'apt.conf')
    const lines = {
      'Dir::State': join(folder, 'state'),
      'Dir::State::status': join(folder, 'status'),
      'Dir::Cache': join(folder, 'cache'),
      'Dir::Etc': join(folder, 'etc'),
      'Dir::Log': join(folder, 'log'),
      'APT::Architecture': 'amd64',
      'APT::Architectures': 'amd64',
      // The folder of the test is not open to the user _apt.
      'APT::Sandbox::User': 'root',
      'Acquire::Languages': 'none',
    }
    for (const [name, value] of Object.entries(lines)) appendFileSync(this.configuration, `${name} "${value}";\n`)
  }

  update(): AptAnswer {
    return this.run(['update', '-o', 'APT::Update::Error-Mode=any'])
  }

  /** Fetches the package, whose checksum apt compares with the signed index. */
  download(): AptAnswer {
    return this.run(['download', 'mw-tiny'])
  }

  private run(args: string[]): AptAnswer {
    const env = { ...process.env, APT_CONFIG: this.configuration, LC_ALL: 'C' }
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { cwd: join(this.folder, 'downloads'), env, encoding: 'utf8' })
    return { status, output: stdout + stderr }
  }
}

function place(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
