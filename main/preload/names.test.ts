import { expect, test } from 'vitest';
import { eventChannel, events, requestChannel, requests } from '../contract/contract.ts';
import { channels, eventNames, requestNames } from './names.ts';

test('the bridge lets through exactly the names of the table', () => {
  expect(Object.keys(requestNames).sort()).toEqual(Object.keys(requests).sort());
  expect(Object.keys(eventNames).sort()).toEqual(Object.keys(events).sort());
});

test('the bridge speaks on the two channels of the contract', () => {
  expect(channels).toEqual({ request: requestChannel, event: eventChannel });
});
