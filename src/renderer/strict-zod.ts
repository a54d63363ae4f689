/**
 * Keeps zod from compiling its parsers, which takes eval: the content security policy forbids it, and would report the
 * attempt. Must be imported before any module that makes a schema, since a schema decides when it is made.
 */
import { config } from 'zod'

config({ jitless: true })
