import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { PackagedProfile } from './support/packaged-profile.ts'

// Without a space, which no path of a system has.
const folder = mkdtempSync(join(tmpdir(), 'mw-apparmor-'))
const system = new PackagedProfile(join(folder, 'root'))
const { installed } = system
const shipped = readFileSync(new URL('../../../build/package/linux/manifold-workbench.apparmor', import.meta.url), 'utf8')
const newer = `${shipped}# of a newer version\n`
const edited = `${shipped}# by an administrator\n`
const memory = 'var/lib/manifold-workbench/apparmor.sha256'

describe.skipIf(process.platform !== 'linux')('the package’s AppArmor profile', () => {
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  beforeEach(() => {
    system.reset()
    system.parser(true)
  })

  it('is installed and loaded where the parser takes it', () => {
    expect(system.run('postinst', 'configure')).toBe('')
    expect(system.read(installed)).toBe(shipped)
    expect(system.calls()).toEqual(['checked', 'loaded'])
  })

  it('is installed, and loaded by the next start, where AppArmor is off', () => {
    system.remove('sys')
    system.run('postinst', 'configure')
    expect([system.read(installed), system.calls()]).toEqual([shipped, ['checked']])
  })

  it.each([false, null])('is not installed where the parser does not take it, or there is none (%s)', (knows) => {
    system.parser(knows)
    expect(system.run('postinst', 'configure')).toBe('')
    expect([system.read(installed), system.read(memory)]).toEqual([null, null])
  })

  it('comes when a parser does', () => {
    system.parser(null)
    system.run('postinst', 'configure')
    system.parser(true)
    system.run('postinst', 'triggered', '/sbin/apparmor_parser')
    expect(system.read(installed)).toBe(shipped)
  })

  it('becomes the newer one with an upgrade', () => {
    system.run('postinst', 'configure')
    system.unpack(newer)
    system.run('postrm', 'upgrade', '0.2.0')
    system.run('postinst', 'configure', '0.1.0')
    expect(system.read(installed)).toBe(newer)
    system.run('postrm', 'remove')
    expect(system.read(installed)).toBeNull()
  })

  it('becomes the newer one over that of version 0.1.0, which remembered nothing', () => {
    system.write(installed, shipped)
    system.unpack(newer)
    system.run('postinst', 'configure', '0.1.0')
    expect(system.read(installed)).toBe(newer)
  })

  it('stays as an administrator has it, which is said, until the package is purged', () => {
    system.run('postinst', 'configure')
    system.write(installed, edited)
    system.unpack(newer)
    system.calls()
    expect(system.run('postinst', 'configure', '0.1.0')).toContain('/etc/apparmor.d/manifold-workbench was changed, and stays as it is')
    expect([system.read(installed), system.calls()]).toEqual([edited, ['checked', 'loaded']])
    system.run('postrm', 'remove')
    expect([system.read(installed), system.read(memory)]).toEqual([edited, expect.any(String)])
    system.run('postrm', 'purge')
    expect([system.read(installed), system.read(memory)]).toEqual([null, null])
  })

  it('stays away where an administrator has deleted it', () => {
    system.run('postinst', 'configure')
    system.remove(installed)
    system.unpack(newer)
    system.run('postinst', 'configure', '0.1.0')
    expect(system.read(installed)).toBeNull()
    // As long as the package is not purged, installing it anew brings none either.
    system.run('postrm', 'remove')
    system.run('postinst', 'configure')
    expect(system.read(installed)).toBeNull()
    system.run('postrm', 'purge')
    expect(system.read(memory)).toBeNull()
    system.run('postinst', 'configure')
    expect(system.read(installed)).toBe(newer)
  })

  it('goes where a new parser, or the old one after an upgrade, does not take it', () => {
    system.run('postinst', 'configure')
    system.parser(false)
    system.run('postinst', 'triggered', '/sbin/apparmor_parser')
    expect([system.read(installed), system.read(memory)]).toEqual([null, null])
    system.parser(true)
    system.run('postinst', 'triggered', '/sbin/apparmor_parser')
    expect(system.read(installed)).toBe(shipped)
  })

  it('stays, edited, where a new parser does not take the shipped one', () => {
    system.run('postinst', 'configure')
    system.write(installed, edited)
    system.parser(false)
    system.run('postinst', 'triggered', '/sbin/apparmor_parser')
    expect(system.read(installed)).toBe(edited)
  })

  it('goes with the package, unloaded, with all that is remembered of it', () => {
    system.run('postinst', 'configure')
    system.calls()
    system.run('postrm', 'remove')
    expect([system.read(installed), system.read(memory), system.calls()]).toEqual([null, null, ['unloaded']])
    expect(system.read('etc/apparmor.d/other')).toBe('another profile')
  })

  it('goes with what others have made of it when the package is purged, with a parser or without', () => {
    for (const parser of [true, null]) {
      system.reset()
      system.parser(true)
      system.run('postinst', 'configure')
      const made = ['local', 'disable', 'force-complain', 'cache'].map((folder) => `etc/apparmor.d/${folder}/manifold-workbench`)
      made.push('var/cache/apparmor/26b63962.0/manifold-workbench')
      for (const file of made) system.write(file, '')
      system.write('var/cache/apparmor/26b63962.0/other', '')
      system.parser(parser)
      system.run('postrm', 'remove')
      system.run('postrm', 'purge')
      for (const file of [...made, installed, memory]) expect(system.read(file)).toBeNull()
      expect(system.read('var/cache/apparmor/26b63962.0/other')).toBe('')
    }
  })
})
