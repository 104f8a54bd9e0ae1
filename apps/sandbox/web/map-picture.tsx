import type { VNode } from 'preact';
import type { Coordinates } from '../src/protocol';

/** A drawn stand-in for a map: the page fetches nothing from outside. */
export function MapPicture({ place, label }: { place: Coordinates; label: string }): VNode {
  return (
    <figure class="map">
      <svg viewBox="0 0 240 120" role="img" aria-label={label}>
        <rect width="240" height="120" fill="#e8eddf" />
        <path d="M0 84C60 70 90 96 140 82s70-18 100-8v46H0z" fill="#cfe3f5" />
        <path
          d="M24 0l40 120M118 0l18 120M206 0l-20 120M0 34l240 18M0 66l240-26"
          stroke="#fff"
          stroke-width="7"
        />
        <path d="M64 40h42v14H68zM146 8h38v28h-36zM12 8h16l6 18H12z" fill="#d9dfcd" />
        <path
          d="M120 26c-9.4 0-16 6.6-16 15.4C104 53 120 70 120 70s16-17 16-28.6C136 32.6 129.4 26 120 26z"
          fill="#e5433b"
        />
        <circle cx="120" cy="42" r="5.5" fill="#fff" />
      </svg>
      <figcaption>
        {place.latitude.toFixed(4)}, {place.longitude.toFixed(4)}
      </figcaption>
    </figure>
  );
}
