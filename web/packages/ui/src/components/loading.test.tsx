import { useQuery } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, createQueryClient, problemFrom } from '@mila/api';
import { chooseLanguage, type Language, startI18n } from '../i18n/start';
import { MilaProvider } from '../provider';
import { Loaded } from './loading';

const after = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const words: Record<Language, RegExp> = {
  ru: /Ответа нет дольше обычного/,
  en: /taking longer than usual/,
};
const longestRetries = 10_000;

async function show(answer: () => Promise<string>, language: Language = 'ru') {
  await startI18n({});
  await chooseLanguage(language);
  vi.useFakeTimers();
  const client = createQueryClient(() => undefined);
  function Page() {
    return <Loaded query={useQuery({ queryKey: ['page'], queryFn: answer })}>{(it) => it}</Loaded>;
  }
  render(
    <MilaProvider client={client}>
      <Page />
    </MilaProvider>,
  );
  await after(0);
}

const never = () => new Promise<string>(() => undefined);

beforeEach(() => void localStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('what is loaded', () => {
  it.each(['ru', 'en'] as const)(
    'says in words after 5 seconds that the answer is late: %s',
    async (language) => {
      await show(never, language);
      await after(4900);
      expect(screen.queryByText(words[language])).toBeNull();
      await after(200);
      expect(screen.getByText(words[language])).toBeVisible();
    },
  );

  it('says it politely, in a region that was there before, and leaves the place of the answer as it was', async () => {
    await show(never);
    const regions = screen.getAllByRole('status');
    const skeleton = screen.getByRole('status', { name: 'Загружаем' });
    await after(5000);
    const said = screen.getByText(words.ru).closest('[role=status]');
    expect(regions).toContain(said);
    expect(said?.previousElementSibling).toContainElement(skeleton);
  });

  it('is shown when it comes late, and then nothing is said to be late', async () => {
    await show(() => new Promise((resolve) => setTimeout(() => resolve('вот оно'), 6000)));
    await after(5500);
    expect(screen.getByText(words.ru)).toBeVisible();
    await after(1000);
    expect(screen.getByText('вот оно')).toBeVisible();
    expect(screen.queryByText(words.ru)).toBeNull();
  });

  it.each([
    ['503 of a service', problemFrom(503, { code: 'unavailable' }), /Сервис временно недоступен/],
    ['504 of the gateway', problemFrom(504, '<html>'), /Сервис временно недоступен/],
    ['broken connection', new ApiProblem('offline', 0), /Нет связи с Mila/],
  ])('offers to try again after a %s, waits again and is shown', async (_name, problem, said) => {
    let fails = true;
    await show(async () => {
      if (fails) throw problem;
      return never();
    });
    await after(longestRetries);
    expect(screen.getByRole('alert')).toHaveTextContent(said);
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    await after(0);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText(words.ru)).toBeNull();
    await after(5100);
    expect(screen.getByText(words.ru)).toBeVisible();
  });
});
