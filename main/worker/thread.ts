/** The simulator's thread: it has no window, no files and no Electron, only its port and its clock. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFolder } from '../course/check/folder.ts';
import { createCourse } from '../course/service/course-service.ts';
import { threadPort } from './port.ts';
import { answerCalls } from './rpc.ts';
import { makeService } from './service.ts';
import { StopBoard } from './stop-board.ts';

if (parentPort === null) throw new Error('This file is run as a thread.');
if (!(workerData instanceof SharedArrayBuffer))
  throw new TypeError('The thread was given no board to be stopped by.');

const port = threadPort(parentPort);
answerCalls(
  port,
  makeService({
    board: new StopBoard(workerData),
    say: (said) => port.post(said),
    now: () => performance.now(),
    today: () => Date.now(),
    breathe: () => new Promise((settle) => setImmediate(settle)),
    makeCourse: createCourse,
    checkLessons: checkFolder,
  }),
);
