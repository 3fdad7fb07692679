import { Anchor, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Props = ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>;

/** Leads to a page: its address and search parameters are checked against the routes of the app. */
export const LinkButton = createLink((props: Props) => <Button component="a" {...props} />);

/** The same as words in a text. */
export const LinkAnchor = createLink(Anchor<'a'>);
