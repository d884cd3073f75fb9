/** Runs in the sandbox before the page; everything the page can reach of the app is made here. */
import { contextBridge, ipcRenderer } from 'electron';
import { makeBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('heapwise', makeBridge(ipcRenderer));
