/** A logger for the SDK that keeps its complaints, which tests provoke, to itself. */
export const silent = {
	error() {},
	warn() {},
	info() {},
	debug() {},
	trace() {},
};
