/** A binary heap: what comes first is found at once, however much waits behind it. */

export interface Heap<T> {
	push(item: T): void;
	peek(): T | undefined;
	pop(): T | undefined;
}

/** @param before whether `a` comes before `b` */
export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
	const items: T[] = [];

	function swap(a: number, b: number): void {
		const kept = items[a] as T;
		items[a] = items[b] as T;
		items[b] = kept;
	}

	function comesBefore(a: number, b: number): boolean {
		return a < items.length && before(items[a] as T, items[b] as T);
	}

	function rise(at: number): void {
		const parent = (at - 1) >> 1;
		if (at === 0 || !comesBefore(at, parent)) return;
		swap(at, parent);
		rise(parent);
	}

	function sink(at: number): void {
		const left = 2 * at + 1;
		let first = at;
		if (comesBefore(left, first)) first = left;
		if (comesBefore(left + 1, first)) first = left + 1;
		if (first === at) return;
		swap(at, first);
		sink(first);
	}

	return {
		push(item) {
			items.push(item);
			rise(items.length - 1);
		},
		peek: () => items[0],
		pop() {
			const first = items[0];
			const last = items.pop();
			if (items.length > 0) {
				items[0] = last as T;
				sink(0);
			}
			return first;
		},
	};
}
