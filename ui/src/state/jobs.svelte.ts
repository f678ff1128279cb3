import { getContext, setContext } from "svelte";
import type { Backend, Progress, ProgressChannel } from "../backend";

const key = Symbol("jobs");

/** Work that takes long, as the footer shows it. */
export interface Job {
  readonly number: number;
  readonly name: string;
  /** Between 0 and 1; null before the first word of the work. */
  readonly share: number | null;
  readonly begunAt: number;
}

/** The jobs that run now, oldest first. */
export class Jobs {
  running = $state.raw<Job[]>([]);
  #last = 0;

  constructor(readonly backend: Backend) {}

  /** Runs `work` as a job of this name; what it answers or throws is passed on. */
  async run<T>(name: string, work: (job: number, progress: ProgressChannel) => Promise<T>): Promise<T> {
    const number = ++this.#last;
    this.running = [...this.running, { number, name, share: null, begunAt: Date.now() }];
    try {
      return await work(number, this.backend.channel((now: Progress) => this.#tell(number, now)));
    } finally {
      this.running = this.running.filter((job) => job.number !== number);
    }
  }

  cancel(job: number) {
    return this.backend.cancel(job);
  }

  cancelAll() {
    this.running.forEach((job) => void this.cancel(job.number));
  }

  #tell(number: number, { per_mille }: Progress) {
    const share = per_mille / 1000;
    this.running = this.running.map((job) => (job.number === number ? { ...job, share } : job));
  }
}

export function provideJobs(jobs: Jobs): Jobs {
  setContext(key, jobs);
  return jobs;
}

export function useJobs(): Jobs {
  return getContext<Jobs>(key);
}
