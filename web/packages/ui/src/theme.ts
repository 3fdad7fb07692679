import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Input,
  type MantineColorsTuple,
} from '@mantine/core';

/** Deep teal: the colour of action. */
const teal: MantineColorsTuple = [
  '#e9f5f3', '#d0e8e4', '#a5d3cc', '#76bdb3', '#4fa99e', '#2a8f84', '#12776e', '#0b635d', '#09504b', '#063b37',
]; // prettier-ignore

/** Ember: "now" (a call, a countdown), and nothing else. */
const ember: MantineColorsTuple = [
  '#fff2e8', '#fde2cf', '#f9c6a2', '#f4a772', '#ee8c49', '#df6f27', '#b9531a', '#9b4414', '#7a350f', '#57250a',
]; // prettier-ignore

/** Near-black with a breath of teal; the ground of dark mode. */
const dark: MantineColorsTuple = [
  '#e4ecea', '#b9c7c4', '#9aaba7', '#71837f', '#3d4d49', '#2b3936', '#18211f', '#0f1615', '#0b1110', '#070b0a',
]; // prettier-ignore

/** Refusals: dark enough for words on a pale ground and for white words on it. */
const red: MantineColorsTuple = [
  '#fdecea', '#fad7d3', '#f3aea7', '#ec8379', '#e8746a', '#d94a3d', '#c5352a', '#b3261e', '#921d17', '#701510',
]; // prettier-ignore

/** Warnings, as words on a pale ground. */
const yellow: MantineColorsTuple = [
  '#fdf6e3', '#f9eac2', '#f0d58b', '#e6bf56', '#dcab33', '#b98a16', '#96700f', '#775809', '#5c4406', '#433104',
]; // prettier-ignore

const family =
  '"Golos Text Variable", "Golos Fallback", system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';

export const theme = createTheme({
  colors: { teal, ember, red, yellow, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.31,
  fontFamily: family,
  headings: {
    fontFamily: family,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'clamp(1.625rem, 1.4rem + 1.1vw, 2.125rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  defaultRadius: 'sm',
  radius: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Words for a part that a page may never load do not import it.
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md', fw: 600 },
      vars: (_, props) => ({
        root: { '--button-height': props.size === 'lg' ? '52px' : '44px', '--button-fz': '1rem' },
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 44, variant: 'subtle', color: 'gray' } }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '48px', '--input-fz': '1rem' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    }),
    Card: { defaultProps: { radius: 'md', padding: 'lg', withBorder: true } },
    Paper: { defaultProps: { radius: 'md' } },
    Alert: {
      defaultProps: { radius: 'md' },
      styles: { title: { fontSize: '1rem' }, message: { fontSize: '1rem' } },
    },
    Modal: {
      defaultProps: {
        radius: 'md',
        centered: true,
        transitionProps: { duration: 150 },
        padding: 'lg',
        attributes: { header: { role: 'presentation' } },
      },
      styles: {
        header: { backgroundColor: 'var(--mila-surface)' },
        title: { fontSize: '1.25rem', fontWeight: 600 },
      },
    },
    Tabs: { styles: { tab: { minHeight: 48, fontSize: '1rem' } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mila-shell-width': '1080px' },
  light: {
    '--mantine-color-body': '#f6f9f8',
    '--mantine-color-text': '#13201e',
    '--mantine-color-dimmed': '#4b5d59',
    '--mantine-color-placeholder': '#647672',
    '--mantine-color-default-border': '#d5e0dd',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-teal-light': '#e2f0ed',
    '--mantine-color-teal-light-hover': '#d3e8e4',
    '--mantine-color-teal-light-color': '#0b5751',
    '--mila-surface': '#ffffff',
    '--mila-soft': '#e9f2f0',
    '--mila-now': '#a9480f',
    '--mila-now-ground': '#fff4ea',
    '--mila-now-border': '#f2c8a5',
    '--mila-link': '#0b635d',
    '--mila-shadow': '0 8px 28px rgb(16 50 46 / 12%)',
  },
  dark: {
    '--mantine-color-body': '#0f1615',
    '--mantine-color-text': '#e4ecea',
    '--mantine-color-dimmed': '#a3b4b0',
    '--mantine-color-placeholder': '#869894',
    '--mantine-color-default-border': '#2d3b38',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#76bdb3',
    '--mantine-color-teal-light': '#1b3431',
    '--mantine-color-teal-light-hover': '#22403c',
    '--mantine-color-teal-light-color': '#9ad6cd',
    '--mantine-color-red-light': '#391d1b',
    '--mantine-color-red-light-color': '#ffb4ac',
    '--mantine-color-yellow-light': '#322a12',
    '--mantine-color-yellow-light-color': '#e6bf56',
    '--mantine-color-ember-light': '#3a2717',
    '--mantine-color-ember-light-color': '#f4a772',
    '--mila-surface': '#182120',
    '--mila-soft': '#1f2c2a',
    '--mila-now': '#f4a772',
    '--mila-now-ground': '#2a1d13',
    '--mila-now-border': '#5b3a20',
    '--mila-link': '#76bdb3',
    '--mila-shadow': '0 8px 28px rgb(0 0 0 / 45%)',
  },
});
