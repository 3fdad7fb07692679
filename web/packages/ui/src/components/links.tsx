import { Anchor, Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** Leads to a page: its address and search parameters are checked against the routes of the app. */
export const LinkButton = createLink(Button<'a'>);

/** The same as words in a text. */
export const LinkAnchor = createLink(Anchor<'a'>);
