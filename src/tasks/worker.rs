//! The worker: one thread that owns the only store, so that writes never race and the screen never waits for a disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use super::desk::Desk;
use super::error::TaskError;
use super::request::{Delivery, Progress, Request, Ticket};
use crate::report::Report;

/// A handle on the worker thread.
#[derive(Debug)]
pub struct Worker {
    requests: Option<Sender<(Ticket, Request)>>,
    cancel: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. `deliver` is called on it for every answer and every step of progress.
    pub fn start(mut desk: Desk, deliver: impl Fn(Delivery) + Send + 'static) -> Self {
        let (requests, inbox) = mpsc::channel::<(Ticket, Request)>();
        let cancel = Arc::new(AtomicBool::new(false));
        let cancelled = Arc::clone(&cancel);
        let thread = std::thread::spawn(move || {
            for (ticket, request) in inbox {
                cancelled.store(false, Ordering::Relaxed);
                let mut progress = |step: Progress| {
                    deliver(Delivery::Progress(ticket, step));
                    !cancelled.load(Ordering::Relaxed)
                };
                // A fault in one request becomes its failed reply: the program, and the journal, go on.
                let outcome = catch_unwind(AssertUnwindSafe(|| desk.run(request, &mut progress)));
                let answer = outcome.unwrap_or(Err(TaskError::Broken));
                let answer = answer.map_err(|fault| Report::of(&fault, desk.locale()));
                deliver(Delivery::Done(ticket, answer));
            }
        });
        Self {
            requests: Some(requests),
            cancel,
            thread: Some(thread),
        }
    }

    /// Hands over a request; its answer comes through `deliver`.
    pub fn ask(&self, ticket: Ticket, request: Request) {
        if let Some(requests) = &self.requests {
            // The thread ends only after the sender is dropped, so the channel is open here.
            let _ = requests.send((ticket, request));
        }
    }

    /// Asks the request under way to stop at its next step.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Waits until everything asked for is done, then ends the thread.
    pub fn finish(mut self) {
        self.close();
    }

    fn close(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.close();
    }
}
