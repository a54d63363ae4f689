import type { MenuEntry } from '../../components/menu-items.ts'
import { pictureGrounds, type PictureGround, type PictureSettings } from '../../state/picture-settings.svelte.ts'

const labels: Record<PictureGround, string> = { white: 'On white', shown: 'On the ground as shown' }

/** The choice of the ground that pictures are saved on, for every menu that saves one. */
export function groundItems(pictures: PictureSettings): MenuEntry[] {
  return pictureGrounds.map((ground) => ({
    label: labels[ground],
    checked: pictures.ground === ground,
    action: () => pictures.choose(ground),
  }))
}
