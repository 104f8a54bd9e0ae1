import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Coordinates } from '../src/protocol';
import { Modal } from './modal';
import type { PHONE_TEXTS } from './phone-texts';

const PLACES: readonly (Coordinates & { readonly name: string })[] = [
  { name: 'Chorsu bozori', latitude: 41.32636, longitude: 69.23524 },
  { name: 'Amir Temur xiyoboni', latitude: 41.31115, longitude: 69.27974 },
  { name: 'Chilonzor, 9-kvartal', latitude: 41.27552, longitude: 69.20365 },
];
/** Long enough for a person to allow it and a phone to find itself. */
const POSITION_TIMEOUT_MS = 15_000;

interface LocationChooserProps {
  readonly texts: (typeof PHONE_TEXTS)['en'];
  readonly onChoose: (place: Coordinates) => void;
  readonly onClose: () => void;
}

/** Where the phone pretends to be: three places in Tashkent, or where this browser is. */
export function LocationChooser({ texts, onChoose, onClose }: LocationChooserProps): VNode {
  const [problem, setProblem] = useState<string>();
  const choose = ({ latitude, longitude }: Coordinates) => {
    onChoose({ latitude, longitude });
    onClose();
  };
  const chooseHere = () =>
    navigator.geolocation.getCurrentPosition(
      (position) => choose(position.coords),
      (error) => setProblem(error.message),
      { timeout: POSITION_TIMEOUT_MS },
    );
  return (
    <Modal kind="sheet" label={texts.whereFrom} onClose={onClose}>
      <h3>{texts.whereFrom}</h3>
      {PLACES.map((place) => (
        <button key={place.name} type="button" onClick={() => choose(place)}>
          <span aria-hidden="true">📍</span> {place.name}
        </button>
      ))}
      <button type="button" onClick={chooseHere}>
        <span aria-hidden="true">🧭</span> {texts.here}
      </button>
      {problem && <p role="alert">{problem}</p>}
      <button type="button" class="quiet" onClick={onClose}>
        {texts.cancel}
      </button>
    </Modal>
  );
}
