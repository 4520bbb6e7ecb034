import { createRouter, createWebHistory } from 'vue-router'
import { session } from './session'

/** Pages that work signed out carry `open`; every other one asks to sign in first and comes back. */
export const router = createRouter({
  history: createWebHistory('/app/'),
  scrollBehavior: (to, from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: () => import('./pages/Home.vue') },
    { path: '/sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
    {
      path: '/prove-number',
      component: () => import('./pages/ProveNumber.vue'),
      meta: { open: true },
    },
    { path: '/register', component: () => import('./pages/Register.vue'), meta: { open: true } },
    {
      path: '/forgot-password',
      component: () => import('./pages/ForgotPassword.vue'),
      meta: { open: true },
    },
    { path: '/settings/password', component: () => import('./pages/ChangePassword.vue') },
    { path: '/settings/phone', component: () => import('./pages/ChangePhone.vue') },
    { path: '/top-up', component: () => import('./pages/TopUp.vue') },
    { path: '/withdraw', component: () => import('./pages/Withdraw.vue') },
    { path: '/transfer', component: () => import('./pages/Transfer.vue') },
    { path: '/collect', component: () => import('./pages/Collect.vue') },
    { path: '/pay/:token', component: () => import('./pages/Pay.vue') },
    { path: '/scan', component: () => import('./pages/Scan.vue') },
    { path: '/requests', component: () => import('./pages/Requests.vue') },
    { path: '/bills', component: () => import('./pages/Bills.vue') },
    { path: '/bills/statement', component: () => import('./pages/Statement.vue') },
    { path: '/bills/:id', component: () => import('./pages/Movement.vue') },
    { path: '/bills/:id/receipt', component: () => import('./pages/Receipt.vue') },
    { path: '/messages', component: () => import('./pages/Messages.vue') },
    { path: '/chat/:id', component: () => import('./pages/Chat.vue'), meta: { open: true } },
    { path: '/contact', component: () => import('./pages/Contact.vue'), meta: { open: true } },
    { path: '/help/:slug', component: () => import('./pages/Article.vue'), meta: { open: true } },
    { path: '/feedback', component: () => import('./pages/Feedback.vue') },
    {
      path: '/feedback/public',
      component: () => import('./pages/PublicFeedback.vue'),
      meta: { open: true },
    },
    { path: '/verify', component: () => import('./pages/Verify.vue'), meta: { open: true } },
    { path: '/me', component: () => import('./pages/Mine.vue') },
    { path: '/settings/phrase', component: () => import('./pages/Phrase.vue') },
    { path: '/settings/cards', component: () => import('./pages/Cards.vue') },
    { path: '/settings/pin', component: () => import('./pages/Pin.vue') },
    { path: '/settings/second-factor', component: () => import('./pages/SecondFactor.vue') },
    { path: '/settings/passkeys', component: () => import('./pages/Passkeys.vue') },
    { path: '/safety', component: () => import('./pages/Safety.vue') },
    { path: '/verification', component: () => import('./pages/Verification.vue') },
    { path: '/limits', component: () => import('./pages/Limits.vue') },
    { path: '/disputes/new', component: () => import('./pages/NewDispute.vue') },
    { path: '/disputes/:id', component: () => import('./pages/Dispute.vue') },
    { path: '/service-requests', component: () => import('./pages/ServiceRequests.vue') },
    { path: '/service-requests/new', component: () => import('./pages/NewServiceRequest.vue') },
    { path: '/service-requests/:id', component: () => import('./pages/ServiceRequest.vue') },
    { path: '/calls', component: () => import('./pages/PhoneCalls.vue') },
    { path: '/:rest(.*)', redirect: '/' },
  ],
})

router.beforeEach((to) => {
  if (!to.meta.open && session.value === null) {
    return { path: '/sign-in', query: to.path === '/' ? {} : { back: to.fullPath } }
  }
  return true
})
