import type { VNode } from 'preact';
import type { PersonaView } from '../src/protocol';
import { usePageTexts } from './page-texts';

interface PersonaSwitchProps {
  readonly personas: readonly PersonaView[];
  readonly current: PersonaView;
  readonly onChange: (personaId: number) => void;
}

export function PersonaSwitch({ personas, current, onChange }: PersonaSwitchProps): VNode {
  const texts = usePageTexts();
  return (
    <div class="personas">
      <div class="personas-row" role="group" aria-label={texts.shopper}>
        {personas.map((persona, index) => (
          <button
            key={persona.id}
            type="button"
            class="persona"
            aria-pressed={persona.id === current.id}
            onClick={() => onChange(persona.id)}
          >
            <span class={`avatar tone-${index % 3}`} aria-hidden="true">
              {initials(persona.name)}
            </span>
            <span class="persona-name">{persona.name.split(' ')[0]}</span>
            <span class="persona-language">{persona.language}</span>
          </button>
        ))}
      </div>
      <p class="persona-about">{texts.about[current.id]}</p>
    </div>
  );
}

export function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => Array.from(word)[0] ?? '')
    .slice(0, 2)
    .join('');
}
