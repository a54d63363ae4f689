import Database from '@lucide/svelte/icons/database'
import FileDown from '@lucide/svelte/icons/file-down'
import Orbit from '@lucide/svelte/icons/orbit'
import ChartLine from '@lucide/svelte/icons/chart-line'
import GitCompare from '@lucide/svelte/icons/git-compare'
import BookOpen from '@lucide/svelte/icons/book-open'
import ScanEye from '@lucide/svelte/icons/scan-eye'
import type { Component } from 'svelte'
import type { PageName } from '../state/session.svelte.ts'
import ComparePage from './compare/ComparePage.svelte'
import DatasetPage from './data/DatasetPage.svelte'
import NewExperiment from './experiment/NewExperiment.svelte'
import ExportPage from './exports/ExportPage.svelte'
import LatentPage from './latent/LatentPage.svelte'
import TheoryPage from './theory/TheoryPage.svelte'
import ObservePage from './observe/ObservePage.svelte'
import ScalarsPage from './scalars/ScalarsPage.svelte'

export interface Page {
  name: PageName
  label: string
  icon: Component<{ size?: number }>
  view: Component
}

/** The pages on the rail, in its order. */
export const pages: readonly Page[] = [
  { name: 'observe', label: 'Observe', icon: ScanEye, view: ObservePage },
  { name: 'scalars', label: 'Scalars', icon: ChartLine, view: ScalarsPage },
  { name: 'latent', label: 'Latent', icon: Orbit, view: LatentPage },
  { name: 'compare', label: 'Compare', icon: GitCompare, view: ComparePage },
  { name: 'data', label: 'Data', icon: Database, view: DatasetPage },
  { name: 'theory', label: 'Theory', icon: BookOpen, view: TheoryPage },
  { name: 'export', label: 'Export', icon: FileDown, view: ExportPage },
]

/** What the window shows for a page; the ones that no rail leads to are here too. */
export function viewOf(name: PageName): Component {
  if (name === 'new-experiment') return NewExperiment
  return pages.find((page) => page.name === name)?.view ?? ObservePage
}
