/** Puts the app into the page. */
import { mount } from 'svelte';
import App from './App.svelte';
import { windowBridge } from './bridge/bridge.ts';
import './design/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element #app.');
mount(App, { target, props: { bridge: windowBridge() } });
