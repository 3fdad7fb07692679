import type { ProblemCode } from './codes';

export const problemsEn: Record<ProblemCode, string> = {
  unauthenticated:
    'You have left Mila or your session has ended. Log in again and we will bring you back here.',
  forbidden: 'You have no access to this page. If you should, log in with another account.',
  identification_required:
    'This needs a login through Gosuslugi: the rules of telemedicine ask for it. Press “Log in with Gosuslugi”.',
  not_found: 'There is no such page or visit. Check the link or go back to the main page.',
  invalid: 'Something in the data is wrong. Check the marked fields and send again.',
  bad_request: 'The request could not be read. Reload the page and try again.',
  idempotency_key_reused: 'This request was already sent with other data. Reload the page and try again.',
  no_call: 'There has been no call in this room yet.',
  push_service_unknown:
    'We do not know the notification service of this browser, so notifications cannot be turned on here. Try Yandex Browser or Google Chrome.',
  too_many_requests: 'Too many attempts in a row. Wait a minute and try again.',
  method_not_allowed: 'This cannot be done here. Reload the page and try again.',
  body_too_large: 'Too much data was sent at once. Make the file or the text smaller.',
  unavailable: 'The service is briefly unavailable. Nothing is lost: wait a little and try again.',
  internal: 'An error happened on our side and we know of it. Try again in a minute.',
  origin_refused: 'The request came from another site, so we did not carry it out. Open Mila again.',
  gosuslugi_refused:
    'You did not let Mila read your data at Gosuslugi, so you are not logged in. To log in, press «Предоставить» when Gosuslugi asks.',
  gosuslugi_cancelled: 'You left the login at Gosuslugi. Nothing has changed: start again when it suits you.',
  gosuslugi_permission_revoked:
    'Gosuslugi says the permission for Mila is gone: it was withdrawn or has run out. Log in once more and press «Предоставить».',
  gosuslugi_unconfirmed:
    'Your Gosuslugi account is not confirmed. Confirm it at a bank, a public service centre or by post, then log in again. We have stored nothing.',
  gosuslugi_incomplete:
    'Gosuslugi knows no surname or no first name of yours, and a visit cannot be documented without them. Add them in your Gosuslugi account under «Документы и данные», then log in again.',
  gosuslugi_unavailable:
    'Gosuslugi does not answer at the moment. Your visits and data are safe: try to log in in a few minutes.',
  gosuslugi_failed: 'Gosuslugi did not confirm the login. Please start once more.',
  login_expired:
    'The time to log in has run out, or the login began in another window. Please start once more.',
  account_blocked: 'This account is blocked. Write to Mila support and we will sort it out.',
  link_email_mismatch:
    'The e-mail at Gosuslugi differs from the one of this account, so we connected nothing. Set the same e-mail at Gosuslugi, or log in with Gosuslugi separately.',
  link_conflict:
    'This Gosuslugi account is already connected to another Mila account. Log in with Gosuslugi to open it. To join the two, set the e-mail of this account at Gosuslugi and connect it once more.',
  link_email_unverified:
    'Confirm your e-mail first: open the letter from Mila and follow the link. Then connect Gosuslugi.',
  password_too_weak:
    'This password is too simple. It needs at least 10 characters and must not be a common one.',
  password_required: 'The letter was opened in another browser, so the password has to be chosen here.',
  password_wrong: 'The password does not match. Check layout and case, or reset it by e-mail.',
  account_email_required:
    'This account is entered with Gosuslugi only: it has no e-mail to log in with and needs no password.',
  joining_expired:
    'The question about your accounts has been answered, or 15 minutes have passed. Log in again: nothing has changed.',
  verification_invalid: 'The link has been used or is too old. Ask for a new one.',
  verification_expired: 'The link of the letter has run out. Ask for a new letter.',
  credentials_wrong:
    'The e-mail or the password does not match. Check the keyboard layout or reset the password.',
  consent_text_outdated: 'The text of the consent has changed. Reload the page, read it and decide again.',
  slot_taken: 'This time has just been taken. Choose another: the list is already up to date.',
  slot_unavailable:
    'The doctor no longer receives at this time. Choose another: the list is already up to date.',
  offering_withdrawn: 'This service is no longer offered. Choose another service of the doctor.',
  too_many_holds:
    'You already have three unpaid visits. Pay or cancel one of them in “Visits”, then choose the time again.',
  too_many_visits:
    'You already have many visits to come with this doctor or on this day. Cancel one of them in “Visits”, then choose the time again.',
  too_many_waits: 'You already wait for twenty offerings. Leave one of them to add another.',
  own_hold: 'You have an unpaid visit at this time. Pay for it or let it go, then choose the time again.',
  already_booked_then: 'You already have a visit at this time. Choose another time or move that visit.',
  hold_expired:
    'The time is no longer held for you: the offer has run out. Choose another time with the doctor.',
  payment_due: 'This booking is confirmed by its payment. Press “Pay” while the time is yours.',
  not_cancellable: 'This visit can no longer be cancelled: it has ended or was cancelled before.',
  refund_changed: 'While you were deciding, the refund changed. Check it and confirm again.',
  too_late_to_move:
    'Less than two hours are left, so the visit can no longer be moved by you. The doctor or the clinic may do it.',
  order_not_ready:
    'We are preparing the payment, it takes a few seconds. The page tries again by itself, the time stays yours.',
  order_not_found: 'There is no payment for this booking. Go back to the booking and open it again.',
  order_closed:
    'The time to pay has run out and we released the slot. No money was taken. Choose the time again.',
  already_paid: 'This visit is already paid, no need to pay again.',
  bank_unavailable:
    'The bank does not answer at the moment. No money was taken, the time stays yours until the countdown ends. Try again.',
  not_reschedulable: 'This visit can no longer be moved: it has ended or was cancelled.',
  room_closed:
    'The consultation is over and the room is closed. The conclusion will come to your medical record.',
  file_damaged:
    'The file was damaged in storage, so it is not shown. We already know and will restore it from a copy.',
  file_missing: 'The file is not in the storage. We already know and will restore it from a copy.',
  file_checking: 'The file is being checked. It opens when the check is over, usually within a minute.',
  file_infected:
    'A virus was found in this file, so it was not accepted. Check your device and send another file.',
  file_unsafe:
    'This file is not accepted: it is too large inside, has a password, or contains programs or attachments. Save it as a plain PDF or picture and add it again.',
  file_too_large: 'The file is too large. Make it smaller or split it.',
  too_fast: 'Too often. Wait a few seconds and try again.',
  file_unknown: 'This file is no longer here. Reload the page.',
  medcard_full:
    'There is no room for more of your files. Remove documents you do not need and add the file again.',
  patient_no_show: 'The patient did not come to this visit, so no conclusion is written.',
  unprintable_text:
    'The text has signs that the font of the document lacks, such as emoji. Replace them and the draft will be saved.',
  file_type_refused:
    'We do not accept files of this kind. PDF, pictures (JPEG, PNG, WEBP, HEIC) and text are fine.',
  consent_required:
    'Documents are hidden: there is no consent to view medical documents. You can sign it in your profile.',
  unknown_diagnosis: 'ICD-10 has no such code. Choose the diagnosis from the list.',
  draft_changed: 'The draft was changed in another window. Reload the page to see the latest version.',
  preparation_closed: 'The visit is over or cancelled, its preparation can no longer be changed.',
  preparation_changed:
    'It was changed in another window. We have loaded the latest version, please check it.',
  conclusion_incomplete: 'The conclusion is not ready: it needs an ICD-10 diagnosis and recommendations.',
  already_issued: 'The conclusion is already signed and issued. It cannot be changed.',
  consultation_not_ended:
    'The consultation is still going on. You can sign the conclusion once it has ended.',
  document_not_allowed:
    'Access to one of the documents is forbidden, so no link was made. Allow the access or leave the document out.',
  too_many_shares: 'Twenty links are open already. Close one you no longer need, then make a new one.',
  share_ended: 'This link is over. Make a new one.',
  share_unknown: 'There is no such link. Check the address: it may have been copied in part.',
  share_expired: 'The time of this link is over. Ask the owner of the medical record for a new one.',
  share_withdrawn:
    'The owner of the medical record closed this link. If you still need the documents, ask for a new one.',
  share_locked:
    'A wrong code was entered five times and the link is locked. Ask the owner of the medical record for a new one.',
  share_code_required: 'This link opens with a code. The owner of the medical record has it.',
  share_code_wrong: 'The code does not fit. Check it and enter it once more.',
  viewing_over: 'The time to view is over. Open the link once more.',
  offline: 'No connection to Mila. Check your internet: once it is back you can try again.',
  unknown: 'Mila gave an unexpected answer and nothing was done. Reload the page and try again.',
};
