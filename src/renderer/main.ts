import './strict-zod.ts'
import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { createClient } from './state/client.ts'
import { Session } from './state/session.svelte.ts'

const target = document.getElementById('app')
if (target === null) throw new Error('The page has no element #app.')

// Canvases draw with whatever font is there: it has to be there first.
await document.fonts.load('11px "Inter Variable"', '0')

mount(App, { target, props: { session: new Session(createClient(window.workbench)) } })
